using Secrets.Daemon.Runs.Configs.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.SecretsFile;
using Secrets.Daemon.Runs.Configs.Toml;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>
/// Tells run configurations from all other files. Who runs a file has said that it is one, so <see cref="FormatDetection"/> may guess; who
/// looks for mistakes has not, and a guess would judge a Helm chart by our grammar or pass over the references of a template.
/// </summary>
internal static class CertainFormat
{
    private static readonly string[] DstackKeys = ["commands", "resources", "python", "nodes", "ide", "image", "replicas", "spot_policy"];

    private static readonly string[] FlyKeys = ["primary_region", "http_service", "services", "vm", "mounts", "processes", "deploy", "kill_signal", "kill_timeout"];

    // What a Truss configuration has besides the keys that it alone has.
    private static readonly string[] TrussToo = ["secrets", "requirements", "requirements_file", "resources", "python_version", "system_packages", "external_package_dirs"];

    /// <summary>The format where name or content leave no doubt, else null.</summary>
    public static ConfigurationFormat? Of(string text, ConfigSource source) => FormatDetection.ByName(source.BaseName) switch
    {
        ConfigurationFormat.Dstack => ConfigurationFormat.Dstack,
        ConfigurationFormat.Secrets => IsManifest(text) ? null : ConfigurationFormat.Secrets,
        ConfigurationFormat.Fly when source.BaseName.StartsWith("fly.", StringComparison.Ordinal) => ConfigurationFormat.Fly,
        var named => ByContent(text, source, named),
    };

    /// <summary>A chart's <c>secrets.yaml</c> is Kubernetes', often made by Go's templates.</summary>
    private static bool IsManifest(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("apiVersion:", StringComparison.Ordinal) || line.TrimStart().StartsWith("{{", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static ConfigurationFormat? ByContent(string text, ConfigSource source, ConfigurationFormat? named)
    {
        try
        {
            if (named == ConfigurationFormat.Fly)
                return TomlReader.Read(text, source) is var table && table["app"] is ScalarNode { Kind: ScalarKind.Text } && Has(table, FlyKeys) > 0 ? ConfigurationFormat.Fly : null;
            IReadOnlyList<ConfigNode> documents = text.AsSpan().TrimStart() is ['{', ..] ? [JsonReader.Read(text, source)] : YamlReader.Read(text, source);
            if (documents.Any(IsDstack))
                return ConfigurationFormat.Dstack;
            return documents is not [MapNode root] ? null
                : Has(root, FormatDetection.RunPodKeys) > 1 ? ConfigurationFormat.RunPod
                : IsTruss(root, named == ConfigurationFormat.Truss) ? ConfigurationFormat.Truss
                : IsOurs(root) ? ConfigurationFormat.Secrets
                : null;
        }
        catch (SecretsException)
        {
            // It has another grammar; so it is something else.
            return null;
        }
    }

    private static bool IsDstack(ConfigNode document) => document is MapNode root && root["type"] switch
    {
        ScalarNode { Text: "dev-environment" } => true,
        ScalarNode { Text: "task" or "service" } => Has(root, DstackKeys) > 0,
        _ => false,
    };

    private static bool IsTruss(MapNode root, bool isNamed)
    {
        int own = Has(root, FormatDetection.TrussKeys);
        int all = own + Has(root, TrussToo);
        return all > 1 && (own > 0 || isNamed) || (isNamed && all > 0 && all == root.Entries.Count);
    }

    private static bool IsOurs(MapNode root) =>
        root.Entries.All(static entry => SecretsFileReader.Keys.Contains(entry.Key)) && Has(root, ["env", "secrets"]) > 0 && Has(root, ["command", "commands"]) > 0;

    private static int Has(MapNode map, string[] keys) => keys.Count(key => map[key] is not null);
}
