using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>A value that is ready to be written, except for its place.</summary>
/// <param name="Value">The value.</param>
/// <param name="DataKey">Where its data key lies in the <see cref="NewValues"/>.</param>
/// <param name="SealedDataKey">The data key, sealed to the environment.</param>
/// <param name="Digest">Its digest, null where the vault is locked.</param>
internal sealed record NewValue(SecretValue Value, int DataKey, byte[] SealedDataKey, byte[]? Digest);
