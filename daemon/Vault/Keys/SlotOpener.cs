using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>Finds the slot that a key opens. What a key has to be like is said here too.</summary>
internal static class SlotOpener
{
    /// <summary>Opens the vault's identity. Slow for a passphrase (Argon2id).</summary>
    /// <param name="record">The vault's record.</param>
    /// <param name="slots">Its slots.</param>
    /// <param name="source">What the key is.</param>
    /// <param name="key">Its bytes; of a recovery key the text.</param>
    /// <returns>Null where the key opens none.</returns>
    /// <exception cref="SecretsException">Refused: there is no slot of this kind; Invalid: a recovery key with a mistake; Damaged.</exception>
    public static OpenedSlot? Open(VaultRecord record, IReadOnlyList<KeyslotRecord> slots, KeySource source, ReadOnlySpan<byte> key)
    {
        KeyslotRecord[] candidates = [.. slots.Where(slot => slot.Source == (int)source)];
        if (candidates.Length == 0)
            throw new SecretsException(ErrorCode.Refused, $"this vault does not open with a {NameOf(source)}", HintFor(Kinds(slots)));
        using LockedMemory? recovery = source == KeySource.Recovery ? RecoveryKey.Read(key) : null;
        foreach (KeyslotRecord slot in candidates)
        {
            if (Keyslot.Open(slot.Body, recovery is null ? key : recovery.Span, record.VaultId, record.IdentityPublicKey) is { } identity)
                return new OpenedSlot(identity, slot);
        }
        return null;
    }

    /// <summary>What opens a vault with these slots, each kind once; kinds of a newer release are left out.</summary>
    public static IReadOnlyList<KeySource> Kinds(IEnumerable<KeyslotRecord> slots) =>
        [.. slots.Select(static slot => (KeySource)slot.Source).Where(Enum.IsDefined).Distinct().Order()];

    /// <summary>What is said of a key that opens nothing.</summary>
    public static SecretsException Wrong(KeySource source) => new(ErrorCode.Refused, $"wrong {NameOf(source)}");

    /// <summary>Refuses what cannot be a key at all.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static void Require(KeySource source, SecretValue key)
    {
        if (!Enum.IsDefined(source))
            throw new SecretsException(ErrorCode.Invalid, "no such kind of key");
        if (source != KeySource.KeyFile && key.Length == 0)
            throw new SecretsException(ErrorCode.Invalid, $"the {NameOf(source)} is empty");
        if (source == KeySource.KeyFile && key.Length < Keyslot.MinKeyFile)
            throw new SecretsException(ErrorCode.Invalid, $"the key file is shorter than {Keyslot.MinKeyFile} bytes", "head -c 32 /dev/urandom > FILE");
    }

    /// <summary>Refuses what cannot become a new key: recovery keys are made by the daemon alone.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static void RequireNew(KeySource source, SecretValue key)
    {
        Require(source, key);
        if (source == KeySource.Recovery)
            throw new SecretsException(ErrorCode.Invalid, "a recovery key is not chosen but made", "secrets recovery");
    }

    /// <summary>What people call a kind of key.</summary>
    public static string NameOf(KeySource source) => source switch
    {
        KeySource.Passphrase => "passphrase",
        KeySource.KeyFile => "key file",
        _ => "recovery key",
    };

    private static string? HintFor(IReadOnlyList<KeySource> kinds) => kinds switch
    {
        [KeySource.Passphrase, ..] => "a passphrase does",
        [KeySource.KeyFile, ..] => "a key file does: --key-file FILE",
        [KeySource.Recovery] => "a recovery key does: --recovery",
        _ => null,
    };
}
