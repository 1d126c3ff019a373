using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>The versions of secrets, as Rpc sees them: looked at, brought back, deployed, and the last change undone.</summary>
internal interface IVersions
{
    /// <summary><c>secret.history</c></summary>
    /// <exception cref="SecretsException">Invalid; NotFound: the scope's own environment never had the secret.</exception>
    Task<HistoryReply> HistoryAsync(HistoryRequest request);

    /// <summary><c>secret.rollback</c>; the access is durable in the audit log before anything is written.</summary>
    /// <exception cref="SecretsException">Locked; NotFound; Invalid: that version has no value, or is live already.</exception>
    Task<RollbackReply> RollbackAsync(RollbackRequest request, Caller caller);

    /// <summary><c>secret.deploy</c></summary>
    /// <exception cref="SecretsException">NotFound: one of the names is not staged.</exception>
    Task<StagingReply> DeployAsync(StagingRequest request, Caller caller);

    /// <summary><c>secret.discard</c></summary>
    /// <exception cref="SecretsException">NotFound: one of the names is not staged.</exception>
    Task<StagingReply> DiscardAsync(StagingRequest request, Caller caller);

    /// <summary><c>secret.undo</c></summary>
    /// <exception cref="SecretsException">NotFound: there is nothing to undo; Conflict: something moved on that no change says.</exception>
    Task<UndoReply> UndoAsync(UndoRequest request, Caller caller);
}
