using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Secrets.Tests.Harness;
using Secrets.Tests.Shared.Data;
using Xunit;
using Xunit.Abstractions;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Awkward values, the big list of naughty strings among them, out and in again through every dialect that is written and read.</summary>
public sealed class DialectRoundTripTests(ITestOutputHelper output) : IDisposable
{
    private static readonly byte[][] Values = [.. NaughtyValues.All().Where(static value => value.Length <= 4096)];

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("json", 0)]
    [InlineData("yaml", 0)]
    [InlineData("dotenv", 300)]
    [InlineData("docker", 300)]
    [InlineData("runpod", 300)]
    [InlineData("fly", 300)]
    public void What_is_not_refused_by_name_comes_back_as_it_was(string format, int mostRefused)
    {
        string file = Path.Combine(_home.Folder, "all.json");
        File.WriteAllBytes(file, AsJson());
        Assert.Equal($"{Values.Length} added\n", _home.Run("import", file).Text);
        Assert.Equal(0, _home.Run("environment", "create", "back").ExitCode);

        Finished whole = _home.Run("export", "--format", format);
        string[] refused = whole.ExitCode == 0 ? [] : [.. whole.Error.Split('\n')[0].Split(" cannot carry: ")[1].Split("; ").Select(static refusal => refusal.Split(' ')[0])];
        string[] carried = [.. Enumerable.Range(0, Values.Length).Select(static i => $"V{i}").Except(refused)];
        Assert.InRange(refused.Length, 0, mostRefused);
        Assert.Equal(refused.Length == 0 ? 0 : 2, whole.ExitCode);
        Assert.True(refused.Length == 0 || whole.Text.Length == 0, "a part was printed");
        Finished text = _home.Run(["export", "--format", format, .. carried]);
        Finished back = _home.RunWith(text.Output, "import", "-e", "back", "--format", format, "-");
        Assert.Equal($"{carried.Length} added\n", back.Text);

        // Digests are equal where values are, in one project; and one value is compared byte for byte, so that no digest is believed alone.
        Assert.Equal((0, ""), (_home.Run(["diff", "default", "back", .. carried]).ExitCode, text.Error));
        int last = int.Parse(carried[^1][1..], CultureInfo.InvariantCulture);
        Assert.Equal(Values[last], _home.Run("get", "-e", "back", carried[^1]).Output);
        output.WriteLine($"{format}: {carried.Length} of {Values.Length} values carried, {refused.Length} refused by name");
    }

    private static byte[] AsJson()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            for (int i = 0; i < Values.Length; i++)
            {
                if (Utf8.IsValid(Values[i]))
                {
                    json.WriteString($"V{i}", Values[i]);
                    continue;
                }
                json.WriteStartObject($"V{i}");
                json.WriteBase64String("base64", Values[i]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return text.ToArray();
    }
}
