using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Which values of a secret were write-only once. The mark can be set and never taken away but by a new value, so an older version with
/// the same value does not take it away either.
/// </summary>
internal static class WriteOnlyValues
{
    /// <summary>Whether a version of the secret with this digest is write-only. Pending digests, of what was written while locked, are not known.</summary>
    public static bool Has(ReadTransaction transaction, DeviceKeys device, long secretId, byte[]? digest)
    {
        if (digest is null)
            return false;
        foreach (VersionRecord version in transaction.History(secretId))
        {
            if (version.Kind == VersionKind.Value && digest.AsSpan().SequenceEqual(version.Digest) && VersionBody.Open(device, version).WriteOnly)
                return true;
        }
        return false;
    }
}
