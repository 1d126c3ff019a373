using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Records of what must not fail because it cannot be recorded.</summary>
internal static class AccessLogs
{
    /// <summary>Records what lets no value out. A full disk must keep nobody from locking the vault, and tells no wrong key from a right one.</summary>
    public static async Task TryRecordAsync(this IAccessLog log, Access access)
    {
        try
        {
            await log.RecordAsync(access).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SecretsException or ObjectDisposedException)
        {
            // The store is full, replaced or closing. What happened has happened all the same.
        }
    }
}
