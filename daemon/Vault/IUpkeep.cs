using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What keeps secrets in order, as Rpc sees it. Every method fails with <see cref="SecretsException"/> only.</summary>
internal interface IUpkeep
{
    /// <summary><c>secret.due</c></summary>
    Task<DueReply> DueAsync(DueRequest request);

    /// <summary><c>secret.rename</c></summary>
    Task RenameAsync(RenameRequest request, Caller caller);

    /// <summary><c>secret.copy</c>; that the values were opened is durable in the audit log before anything is written.</summary>
    Task CopyAsync(CopyRequest request, Caller caller);

    /// <summary><c>secret.diff</c></summary>
    Task<DiffReply> DiffAsync(DiffRequest request);
}
