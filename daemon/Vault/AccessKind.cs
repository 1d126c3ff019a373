namespace Secrets.Daemon.Vault;

/// <summary>Why values left the vault.</summary>
internal enum AccessKind
{
    /// <summary><c>secret.get</c>: a person or a script saw them.</summary>
    Get = 1,

    /// <summary><c>run.plan</c>: they became a program's environment.</summary>
    Run = 2,

    /// <summary><c>secret.rollback</c>: an old one was sealed again as a new version, and nobody saw it.</summary>
    Rollback = 3,

    /// <summary><c>secret.copy</c>: they were written again in another place, and nobody saw them.</summary>
    Copy = 4,

    /// <summary><c>secret.scan</c>: they were found in a content, and nobody saw them.</summary>
    Scan = 5,
}
