using Secrets.Daemon.Runs.Configs.Dstack;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.RunPod;
using Secrets.Daemon.Runs.Configs.SecretsFile;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Tells the formats apart: by what the caller says, by the file's name, by what is in it.</summary>
internal static class FormatDetection
{
    private const string Hint = "say it with --format: dstack, truss, runpod, fly or secrets";

    /// <summary>Keys of RunPod's templates.</summary>
    public static readonly string[] RunPodKeys =
        ["imageName", "dockerArgs", "dockerStartCmd", "dockerEntrypoint", "containerRegistryAuth", "containerRegistryAuthId", "containerDiskInGb", "volumeInGb", "volumeMountPath"];

    /// <summary>Keys that Truss alone has.</summary>
    public static readonly string[] TrussKeys =
        ["model_name", "model_framework", "model_metadata", "docker_server", "environment_variables", "base_image", "trt_llm", "model_cache", "bundled_packages_dir"];

    /// <exception cref="SecretsException">Invalid: the word is none of ours, or nothing says what the text is.</exception>
    public static ConfigurationFormat Detect(string text, ConfigSource source, string? format) =>
        (format is null ? ByName(source.BaseName) ?? ByContent(text, source) : ByWord(format, Hint))
        ?? throw new SecretsException(ErrorCode.Invalid, $"the format of {source.Name} is not clear", Hint);

    /// <summary>The format that a word stands for.</summary>
    /// <exception cref="SecretsException">Invalid: none; the hint says which there are.</exception>
    public static ConfigurationFormat ByWord(string word, string hint) => word switch
    {
        "dstack" => ConfigurationFormat.Dstack,
        "truss" => ConfigurationFormat.Truss,
        "runpod" => ConfigurationFormat.RunPod,
        "fly" => ConfigurationFormat.Fly,
        "secrets" => ConfigurationFormat.Secrets,
        _ => throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(word)}' is no format of run configurations", hint),
    };

    /// <summary>What a file of this name would be, in lower case; null where the name says nothing.</summary>
    public static ConfigurationFormat? ByName(string name)
    {
        if (name.EndsWith(".toml", StringComparison.Ordinal))
            return ConfigurationFormat.Fly;
        if (name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith(".env", StringComparison.Ordinal))
            return ConfigurationFormat.RunPod;
        if (Path.GetExtension(name) is not (".yml" or ".yaml"))
            return null;
        return Path.GetFileNameWithoutExtension(name) switch
        {
            "secrets" => ConfigurationFormat.Secrets,
            "config" => ConfigurationFormat.Truss,
            var stem when stem.EndsWith(".secrets", StringComparison.Ordinal) => ConfigurationFormat.Secrets,
            var stem when stem.EndsWith(".dstack", StringComparison.Ordinal) => ConfigurationFormat.Dstack,
            _ => null,
        };
    }

    private static ConfigurationFormat? ByContent(string text, ConfigSource source)
    {
        if (RunPodLines.Fits(text) || text.AsSpan().TrimStart() is ['{', ..])
            return ConfigurationFormat.RunPod;
        if (StartsLikeToml(text))
            return ConfigurationFormat.Fly;
        IReadOnlyList<ConfigNode> documents = YamlReader.Read(text, source);
        if (documents.Any(DstackReader.IsRun))
            return ConfigurationFormat.Dstack;
        if (documents is not [MapNode root, ..])
            return null;
        if (root.Entries.Any(entry => RunPodKeys.Contains(entry.Key)))
            return ConfigurationFormat.RunPod;
        if (root.Entries.Any(entry => TrussKeys.Contains(entry.Key)))
            return ConfigurationFormat.Truss;
        return root.Entries.All(entry => SecretsFileReader.Keys.Contains(entry.Key)) ? ConfigurationFormat.Secrets : null;
    }

    /// <summary>Whether the first line that says something is a header or an assignment.</summary>
    private static bool StartsLikeToml(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
                continue;
            int equals = trimmed.IndexOf('=');
            return trimmed[0] == '[' || (equals > 0 && Names.IsName(trimmed[..equals].TrimEnd().ToString()));
        }
        return false;
    }
}
