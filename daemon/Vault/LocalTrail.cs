using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>The audit log of the vault on this machine.</summary>
/// <param name="current">The vault, for a call that does not count as use.</param>
internal sealed class LocalTrail(Func<OpenVault> current) : IAuditTrail
{
    /// <inheritdoc/>
    public Task<AuditReply> QueryAsync(AuditRequest request)
    {
        OpenVault vault = current();
        // A page that is filtered may decrypt thousands of entries; the newest page is there at once.
        return Task.Run(() => vault.Log.Query(request));
    }

    /// <inheritdoc/>
    public Task<AuditVerifyReply> VerifyAsync(CancellationToken cancellationToken)
    {
        OpenVault vault = current();
        return Task.Run(() => new AuditVerifyReply(vault.Log.Verify()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<UsesReply> UsesAsync(DescribeRequest request)
    {
        OpenVault vault = current();
        return Task.Run(() => vault.Log.Uses(SecretCatalog.Find(vault, request).Id));
    }
}
