using System.Globalization;
using System.Text;
using System.Text.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Toml;
using Secrets.Shared.Contract;
using Xunit;
using Xunit.Abstractions;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>
/// The public cases of toml-lang/toml-test for TOML 1.0, where SECRETS_VECTORS names a folder that has them under <c>toml</c>.
/// Without it the project's own cases (TomlReaderTests) stand alone.
/// </summary>
public sealed class PublicTomlTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_valid_case_reads_to_its_value_and_every_invalid_one_is_refused()
    {
        string? vectors = Environment.GetEnvironmentVariable("SECRETS_VECTORS");
        if (string.IsNullOrEmpty(vectors))
        {
            output.WriteLine("SECRETS_VECTORS is not set: no public cases ran");
            return;
        }
        string folder = Path.Combine(vectors, "toml");
        List<string> wrong = [];
        int valid = 0, invalid = 0;
        foreach (string file in File.ReadLines(Path.Combine(folder, "files-toml-1.0.0")).Where(line => line.EndsWith(".toml", StringComparison.Ordinal)))
        {
            if (file.StartsWith("valid/", StringComparison.Ordinal))
                valid++;
            else
                invalid++;
            if (Mistake(Path.Combine(folder, file)) is { } mistake)
                wrong.Add($"{file}: {mistake}");
        }
        output.WriteLine($"{valid} valid and {invalid} invalid cases ran");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(valid > 200 && invalid > 400, "the public cases are not complete");
    }

    private static string? Mistake(string path)
    {
        string expected = Path.ChangeExtension(path, ".json");
        MapNode read;
        try
        {
            string text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
            read = TomlReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text, new ConfigSource("case.toml"));
        }
        catch (Exception exception) when (exception is SecretsException or DecoderFallbackException)
        {
            return File.Exists(expected) ? exception.Message : null;
        }
        if (!File.Exists(expected))
            return "accepted";
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(expected));
        return Difference(read, document.RootElement);
    }

    private static string? Difference(ConfigNode node, JsonElement expected) => node switch
    {
        MapNode map => expected.ValueKind == JsonValueKind.Object && map.Entries.Count == expected.EnumerateObject().Count()
            ? map.Entries.Select(entry => expected.TryGetProperty(entry.Key, out JsonElement value) ? Difference(entry.Value, value) : $"the key {entry.Key}").FirstOrDefault(difference => difference is not null)
            : "a map",
        ListNode list => expected.ValueKind == JsonValueKind.Array && list.Items.Count == expected.GetArrayLength()
            ? list.Items.Zip(expected.EnumerateArray(), Difference).FirstOrDefault(difference => difference is not null)
            : "a list",
        ScalarNode scalar => Same(scalar, expected.GetProperty("type").GetString()!, expected.GetProperty("value").GetString()!) ? null : $"{scalar.Kind} {scalar.Text}",
        _ => "a node",
    };

    private static bool Same(ScalarNode scalar, string type, string value) => (scalar.Kind, type) switch
    {
        (ScalarKind.Text, "string") or (ScalarKind.Boolean, "bool") => scalar.Text == value,
        (ScalarKind.Integer, "integer") => TomlValues.Integer(scalar.Text).ToString(CultureInfo.InvariantCulture) == value,
        (ScalarKind.Float, "float") => Float(scalar.Text).Equals(Float(value)),
        (ScalarKind.Timestamp, "datetime") or (ScalarKind.LocalTimestamp, "datetime-local") or (ScalarKind.LocalDate, "date-local")
            or (ScalarKind.LocalTime, "time-local") => Time(scalar.Text) == Time(value),
        _ => false,
    };

    private static double Float(string text) => text.TrimStart('+', '-') is "inf" ? (text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity)
        : text.EndsWith("nan", StringComparison.Ordinal) ? double.NaN
        : double.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Time(string text)
    {
        string upper = text.ToUpperInvariant().Replace(' ', 'T');
        int fraction = upper.IndexOf('.', StringComparison.Ordinal);
        if (fraction < 0)
            return upper;
        int end = fraction + 1;
        while (end < upper.Length && char.IsAsciiDigit(upper[end]))
            end++;
        return (upper[..fraction] + upper[fraction..end].TrimEnd('0').TrimEnd('.') + upper[end..]).Replace(".0Z", "Z", StringComparison.Ordinal);
    }
}
