namespace Secrets.Daemon.Runs.Configs;

/// <summary>When a supervised run is started again after its program ended.</summary>
internal enum RestartPolicy
{
    /// <summary>Never.</summary>
    No,

    /// <summary>After a failure: an exit code that is not zero, or a signal.</summary>
    OnFailure,

    /// <summary>Always, until it is stopped.</summary>
    Always,
}
