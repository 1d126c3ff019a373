using Secrets.Daemon.Runs.Configs.Dstack;
using Secrets.Daemon.Runs.Configs.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.RunPod;
using Secrets.Daemon.Runs.Configs.SecretsFile;
using Secrets.Daemon.Runs.Configs.Toml;
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

    // The rest of what a template has, so that one without a variable is known too.
    private static readonly string[] RunPodFurtherKeys = ["env", "readme", "isServerless", "isPublic", "networkVolumeId", "templateId", "gpuTypeIds"];

    private static readonly string[] FlyKeys =
        ["app", "primary_region", "http_service", "processes", "experimental", "kill_signal", "kill_timeout", "console_command", "statics", "vm"];

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
        if (name.EndsWith(".env", StringComparison.Ordinal))
            return ConfigurationFormat.RunPod;
        if (Path.GetExtension(name) is not (".yml" or ".yaml"))
            return name.EndsWith(".json", StringComparison.Ordinal) && IsFly(name[..^5]) ? ConfigurationFormat.Fly : null;
        return Path.GetFileNameWithoutExtension(name) switch
        {
            "secrets" => ConfigurationFormat.Secrets,
            "config" => ConfigurationFormat.Truss,
            var stem when stem.EndsWith(".secrets", StringComparison.Ordinal) => ConfigurationFormat.Secrets,
            var stem when stem.EndsWith(".dstack", StringComparison.Ordinal) => ConfigurationFormat.Dstack,
            var stem when IsFly(stem) => ConfigurationFormat.Fly,
            _ => null,
        };
    }

    /// <summary>fly.production.json is as good a name as fly.json.</summary>
    private static bool IsFly(string stem) => stem == "fly" || stem.StartsWith("fly.", StringComparison.Ordinal);

    private static ConfigurationFormat? ByContent(string text, ConfigSource source)
    {
        if (RunPodLines.Fits(text))
            return ConfigurationFormat.RunPod;
        if (text.AsSpan().TrimStart() is ['{', ..])
            return JsonReader.Read(text, source) is MapNode json ? OfJson(json) : null;
        // Of the formats that may be JSON one has a name of its own for it.
        if (source.BaseName.EndsWith(".json", StringComparison.Ordinal))
            return ConfigurationFormat.RunPod;
        if (TomlReader.IsLikely(text))
            return ConfigurationFormat.Fly;
        IReadOnlyList<ConfigNode> documents = YamlReader.Read(text, source);
        if (documents.Any(DstackReader.IsRun))
            return ConfigurationFormat.Dstack;
        if (documents is not [MapNode root, ..])
            return null;
        if (Has(root, RunPodKeys))
            return ConfigurationFormat.RunPod;
        if (Has(root, TrussKeys))
            return ConfigurationFormat.Truss;
        if (Has(root, FlyKeys))
            return ConfigurationFormat.Fly;
        return root.Entries.All(entry => SecretsFileReader.Keys.Contains(entry.Key)) ? ConfigurationFormat.Secrets : null;
    }

    private static ConfigurationFormat? OfJson(MapNode root) =>
        Has(root, RunPodKeys) ? ConfigurationFormat.RunPod
        : Has(root, FlyKeys) ? ConfigurationFormat.Fly
        : Has(root, RunPodFurtherKeys) ? ConfigurationFormat.RunPod
        : null;

    private static bool Has(MapNode root, string[] keys) => root.Entries.Any(entry => keys.Contains(entry.Key));
}
