namespace Secrets.Daemon.Runs.Configs;

/// <summary>The formats that are read. Their names in lower case are the words of <c>--format</c>.</summary>
internal enum ConfigurationFormat
{
    /// <summary>dstack's run configurations.</summary>
    Dstack,

    /// <summary>Truss's <c>config.yaml</c>.</summary>
    Truss,

    /// <summary>RunPod's templates.</summary>
    RunPod,

    /// <summary>Fly's <c>fly.toml</c>.</summary>
    Fly,

    /// <summary>Our own <c>secrets.yml</c>.</summary>
    Secrets,
}
