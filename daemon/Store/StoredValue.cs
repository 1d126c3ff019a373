namespace Secrets.Daemon.Store;

/// <summary>Everything needed to open one value.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Version">A version of kind value.</param>
/// <param name="Ciphertext">The value's ciphertext.</param>
internal sealed record StoredValue(SecretRecord Secret, VersionRecord Version, byte[] Ciphertext);
