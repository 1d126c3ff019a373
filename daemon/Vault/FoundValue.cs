using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;

namespace Secrets.Daemon.Vault;

/// <summary>A value that was found and is still encrypted.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Environment">Where it was found.</param>
/// <param name="Value">Its records.</param>
internal sealed record FoundValue(string Name, EnvironmentRecord Environment, StoredValue Value)
{
    private VersionBody? _details;

    /// <summary>What is said about this version; decrypted once, since what was found is kept from one run to the next.</summary>
    public VersionBody Details(DeviceKeys device) => _details ??= VersionBody.Open(device, Value.Version);
}
