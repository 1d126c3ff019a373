using System.Text.Json.Nodes;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>A history that is longer than an answer may be is shown whole.</summary>
public sealed class LongHistoryTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Versions_with_long_descriptions_are_all_listed()
    {
        const int Count = 100;
        // Each character takes six bytes on the wire, so that all of it is more than 2 MiB.
        string description = new('"', 4000);
        using (DaemonClient client = _home.Connect())
        {
            for (int i = 0; i < Count; i++)
            {
                using SetRequest set = new([new SetEntry("NAME", SecretValue.FromText($"{i}"), description)]);
                await client.SetAsync(set, CancellationToken.None);
            }
        }

        Finished history = _home.Run("history", "NAME", "--json");

        Assert.Equal((0, ""), (history.ExitCode, history.Error));
        Assert.Equal(Enumerable.Range(1, Count).Reverse(), JsonNode.Parse(history.Text)!.AsArray().Select(version => (int)version!["version"]!));
    }
}
