using Secrets.Daemon.Runs.Configs.Dstack;
using Secrets.Daemon.Runs.Configs.Fly;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.RunPod;
using Secrets.Daemon.Runs.Configs.SecretsFile;
using Secrets.Daemon.Runs.Configs.Truss;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Reads a run configuration of whatever format.</summary>
internal static class ConfigurationReader
{
    /// <param name="text">The configuration's text.</param>
    /// <param name="fileName">Its name, for detection and messages, or null.</param>
    /// <param name="format">The format's word where detection is not wanted, or null.</param>
    /// <param name="process">Which one of several processes is meant, or null.</param>
    /// <exception cref="SecretsException">Invalid: names file, line and column.</exception>
    public static RunConfiguration Read(string text, string? fileName, string? format, string? process = null)
    {
        ConfigSource source = new(fileName);
        if (text.Length > ConfigSource.MaxLength)
            throw source.Error(Position.Start, "longer than 1 MiB");
        if (text.StartsWith('\uFEFF'))
            text = text[1..];
        return Read(text, source, FormatDetection.Detect(text, source, format), process);
    }

    /// <summary>Reads one whose format is known.</summary>
    /// <exception cref="SecretsException">Invalid: names file, line and column.</exception>
    public static RunConfiguration Read(string text, ConfigSource source, ConfigurationFormat known, string? process)
    {
        if (process is not null && known != ConfigurationFormat.Fly)
            throw source.Error(Position.Start, "only a fly.toml has several processes to choose from");
        RunConfiguration configuration = known switch
        {
            ConfigurationFormat.Dstack => DstackReader.Read(text, source),
            ConfigurationFormat.Truss => TrussReader.Read(text, source),
            ConfigurationFormat.RunPod => RunPodReader.Read(text, source),
            ConfigurationFormat.Fly => FlyReader.Read(text, source, process),
            _ => SecretsFileReader.Read(text, source),
        };
        // No program can be started with one, and it must not be cut off silently.
        if (configuration.Command?.Any(HasNul) == true || (configuration.WorkingDirectory is { } directory && HasNul(directory)))
            throw source.Error(Position.Start, "the command holds a NUL character");
        return configuration;
    }

    private static bool HasNul(string text) => text.Contains('\0');
}
