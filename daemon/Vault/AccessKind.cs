namespace Secrets.Daemon.Vault;

/// <summary>Why values left the vault.</summary>
internal enum AccessKind
{
    /// <summary><c>secret.get</c>: a person or a script saw them.</summary>
    Get = 1,

    /// <summary><c>run.plan</c>: they became a program's environment.</summary>
    Run = 2,
}
