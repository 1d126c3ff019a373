namespace Secrets.Daemon.Vault.Records;

/// <summary>Where a secret stood at one end of a change.</summary>
/// <param name="Live">The live version's number, 0 for none.</param>
/// <param name="Staged">The staged version's number, 0 for none.</param>
/// <param name="Name">Its name, where the change gave it another one; else empty.</param>
/// <param name="NameHash">The hash under which it is found, where the change gave it another one; else empty.</param>
internal sealed record SecretState(int Live, int Staged, string Name, byte[] NameHash);
