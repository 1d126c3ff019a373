namespace Secrets.Daemon.Vault;

/// <summary>What an entry of the audit log tells. The words that are stored are in Audit.</summary>
internal enum AccessKind
{
    /// <summary><c>secret.get</c>: a person or a script saw values.</summary>
    Get = 1,

    /// <summary><c>run.plan</c>: they became a program's environment.</summary>
    Run,

    /// <summary><c>secret.export</c>: they left as a text.</summary>
    Export,

    /// <summary><c>secret.inject</c>: they left inside a text.</summary>
    Inject,

    /// <summary><c>secret.rollback</c>: an old one was sealed again as a new version, and nobody saw it.</summary>
    Rollback,

    /// <summary><c>secret.copy</c>: they were written again in another place, and nobody saw them. It leaves an entry at each end.</summary>
    Copy,

    /// <summary>The same, and they are deleted where they were.</summary>
    Move,

    /// <summary><c>secret.scan</c>: they were found in a content, and nobody saw them.</summary>
    Scan,

    /// <summary><c>secret.set</c> with values.</summary>
    Set,

    /// <summary><c>secret.set</c> without: what is said about secrets.</summary>
    Edit,

    /// <summary><c>secret.import</c></summary>
    Import,

    /// <summary><c>secret.delete</c></summary>
    Delete,

    /// <summary><c>secret.rename</c></summary>
    Rename,

    /// <summary><c>secret.deploy</c></summary>
    Deploy,

    /// <summary><c>secret.discard</c></summary>
    Discard,

    /// <summary><c>secret.undo</c></summary>
    Undo,

    /// <summary><c>project.create</c></summary>
    ProjectCreate,

    /// <summary><c>project.rename</c></summary>
    ProjectRename,

    /// <summary><c>project.delete</c></summary>
    ProjectDelete,

    /// <summary><c>environment.create</c></summary>
    EnvironmentCreate,

    /// <summary><c>environment.rename</c></summary>
    EnvironmentRename,

    /// <summary><c>environment.delete</c></summary>
    EnvironmentDelete,

    /// <summary><c>environment.inherit</c></summary>
    EnvironmentInherit,

    /// <summary><c>vault.init</c></summary>
    Init,

    /// <summary><c>vault.unlock</c></summary>
    Unlock,

    /// <summary><c>vault.lock</c>, or the vault's time was up, or the daemon ended.</summary>
    Lock,

    /// <summary>A key that opens nothing, whatever it was given for.</summary>
    WrongKey,

    /// <summary><c>vault.addSlot</c></summary>
    SlotAdd,

    /// <summary><c>vault.removeSlot</c></summary>
    SlotRemove,

    /// <summary><c>vault.passphrase</c></summary>
    Passphrase,

    /// <summary><c>vault.recovery</c></summary>
    Recovery,

    /// <summary><c>vault.tryKey</c></summary>
    KeyTest,

    /// <summary><c>store.backup</c></summary>
    Backup,

    /// <summary><c>store.restore</c>, in the log that was brought back.</summary>
    Restore,

    /// <summary><c>store.rotate</c></summary>
    Rotate,
}
