using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The vault as Rpc and Runs see it; it reports to an <see cref="IVaultObserver"/>. Every method fails with <see cref="SecretsException"/> only.
/// A method that computes for long (Argon2id) or waits (a delay, a commit) returns a task that is not complete yet, so that the
/// connection goes on reading; all others may complete at once on the caller's thread.
/// </summary>
internal interface IVault
{
    /// <summary>The state, without touching the disk.</summary>
    VaultState State { get; }

    /// <summary>Its projects and environments.</summary>
    IScopes Scopes { get; }

    /// <summary>The versions of its secrets.</summary>
    IVersions Versions { get; }

    /// <summary>What keeps the secrets in order.</summary>
    IUpkeep Upkeep { get; }

    /// <summary>The log of what happened.</summary>
    IAuditTrail Trail { get; }

    /// <summary>Passes only while the keys are at hand.</summary>
    /// <exception cref="SecretsException">NotFound where there is no vault; Damaged; Locked.</exception>
    void DemandUnlocked();

    /// <summary><c>vault.init</c></summary>
    Task InitAsync(InitRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>vault.unlock</c></summary>
    Task UnlockAsync(UnlockRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>vault.lock</c>; also called, with the daemon itself as the caller, when the daemon ends.</summary>
    Task LockAsync(Caller caller, CancellationToken cancellationToken);

    /// <summary>The ways to open it, and how they change.</summary>
    IVaultKeyslots Keyslots { get; }

    /// <summary>Backup, restore and what else concerns the store as a whole.</summary>
    IStoreKeeping Keeping { get; }

    /// <summary><c>secret.list</c></summary>
    Task<ListReply> ListAsync(ListRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>secret.describe</c></summary>
    Task<SecretEntry> DescribeAsync(DescribeRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>secret.set</c></summary>
    Task<SetReply> SetAsync(SetRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>secret.get</c>; the access is durable in the audit log before the task completes. The caller disposes the reply.</summary>
    Task<GetReply> GetAsync(GetRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary>The same for what carries values out in another form: the record tells which one.</summary>
    Task<GetReply> GetAsync(GetRequest request, AccessKind kind, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>secret.scan</c>; computes for long where the content is.</summary>
    Task<ScanReply> ScanAsync(ScanRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>secret.delete</c></summary>
    Task DeleteAsync(DeleteRequest request, Caller caller, CancellationToken cancellationToken);
}
