using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>A command that writes several secrets writes all of them, or none.</summary>
public sealed class AtomicSetTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("A B=x", "B=2", "C=3", "D=4")]
    [InlineData("A=1", "B=2", "C-%=x", "D=4")]
    [InlineData("A=1", "B=2", "C=3", "-D.=x")]
    [InlineData("A=1", "B=2", "C=3", "A=4")]
    public void A_set_of_four_names_with_one_bad_name_changes_nothing(params string[] pairs)
    {
        Assert.Equal(0, _home.Run("set", "B=before").ExitCode);

        Assert.Equal(2, _home.Run(["set", "--", .. pairs]).ExitCode);

        Assert.Equal("before", _home.Run("get", "B").Text);
        JsonNode only = Assert.Single(JsonNode.Parse(_home.Run("list", "--json").Text)!.AsArray())!;
        Assert.Equal(("B", 1), ((string?)only["name"], (int)only["version"]!));
    }
}
