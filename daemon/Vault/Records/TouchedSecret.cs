namespace Secrets.Daemon.Vault.Records;

/// <summary>Where a secret stood before a change and after it.</summary>
/// <param name="Id">The secret.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
internal sealed record TouchedSecret(long Id, SecretState Before, SecretState After)
{
    public bool IsChanged => Before.Live != After.Live || Before.Staged != After.Staged || After.Name.Length > 0 || After.NameHash.Length > 0;
}
