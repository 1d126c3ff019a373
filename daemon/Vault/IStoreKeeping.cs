using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What concerns the store as a whole. One such work at a time; each fails with <see cref="SecretsException"/> only.</summary>
internal interface IStoreKeeping
{
    /// <summary><c>store.progress</c></summary>
    ProgressReply Progress { get; }

    /// <summary><c>store.backup</c></summary>
    Task<BackupReply> BackupAsync(BackupRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>store.restore</c></summary>
    Task<BackupReply> RestoreAsync(RestoreRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>store.rotate</c></summary>
    Task<RotateReply> RotateAsync(RotateRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>store.check</c></summary>
    Task<CheckReply> CheckAsync(CancellationToken cancellationToken);
}
