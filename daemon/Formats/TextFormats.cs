using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>The formats by name, and which one a file name means.</summary>
internal static class TextFormats
{
    /// <summary>What an import takes.</summary>
    public const string ImportNames = "dotenv, compose, docker, runpod, fly, json, yaml";

    /// <summary>What an export makes.</summary>
    public const string ExportNames = "dotenv, json, yaml, shell, docker, fly, dstack, runpod";

    /// <summary>The reader of a format; of the file name's, and of what the text looks like where that says nothing, when <paramref name="format"/> is null.</summary>
    /// <exception cref="SecretsException">Invalid: no such format.</exception>
    public static ITextReader Reader(string? format, string? fileName) => (format ?? Guess(fileName)) switch
    {
        "dotenv" => new DotenvReader(expand: false),
        "compose" => new DotenvReader(expand: true),
        "docker" or "runpod" => new DockerReader(),
        "fly" => new FlyReader(),
        "json" => new JsonReader(),
        "yaml" => new YamlReader(),
        null => new UnnamedReader(),
        _ => throw new SecretsException(ErrorCode.Invalid, $"no format is called '{Names.Printable(format ?? "")}'", $"one of {ImportNames}"),
    };

    /// <summary>The writer of a format, dotenv when null.</summary>
    /// <exception cref="SecretsException">Invalid: no such format.</exception>
    public static ITextWriter Writer(string? format) => format switch
    {
        null or "dotenv" => new DotenvWriter(),
        "json" => new JsonWriter(),
        "yaml" => new YamlWriter(),
        "shell" => new ShellWriter(),
        "docker" => new DockerWriter(),
        "fly" => new FlyWriter(),
        "dstack" => new DstackWriter(),
        "runpod" => new RunPodWriter(),
        _ => throw new SecretsException(ErrorCode.Invalid, $"no format is called '{Names.Printable(format)}'", $"one of {ExportNames}"),
    };

    /// <summary>Writes all pairs, or refuses all, naming every pair that the format cannot carry.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static SecretValue Export(string? format, IReadOnlyList<NamedValue> pairs)
    {
        ITextWriter writer = Writer(format);
        List<string> refused = [];
        foreach ((string name, SecretValue value) in pairs)
        {
            if (writer.Refusal(name, value.Span) is { } reason)
                refused.Add($"{name} {reason}");
        }
        if (refused.Count > 0)
            throw new SecretsException(ErrorCode.Invalid, $"{format ?? "dotenv"} cannot carry: {string.Join("; ", refused)}", "--format json carries every value");
        using SecretBufferWriter output = new();
        writer.Write(pairs, output);
        return new SecretValue(output.WrittenSpan);
    }

    private static string? Guess(string? fileName) => Path.GetExtension(fileName ?? "").ToLowerInvariant() switch
    {
        ".json" => "json",
        ".yml" or ".yaml" => "yaml",
        _ => null,
    };
}
