using System.Buffers.Binary;
using Secrets.Daemon.Crypto;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// One way to open the vault.
/// <code>
/// 0    4   header, kind K
/// 4    1   source: 1 passphrase, 2 key file, 3 recovery key
/// 5    3   zero
/// 8    4   Argon2id memory in KiB, little endian; 0 but for a passphrase
/// 12   4   Argon2id passes; 0 but for a passphrase
/// 16   16  salt
/// 32   32  commitment
/// 64   32  the slot's X25519 public key
/// 96   84  the identity's secret key, sealed to that
///
/// master                   = Argon2id(passphrase, salt, parameters) or BLAKE2b-256(key: salt, message: key file or recovery key)
/// commitment               = derive(master, "keyslot commitment", bytes 0 to 32 and vault id)
/// the slot's secret key    = derive(master, "keyslot key", vault id)
/// </code>
/// The commitment is checked first, so that one attempt tests one passphrase, whatever the rest was made to be.
/// A key pair and not a key, so that <see cref="Reseal"/> can give the slot another identity while nobody types its passphrase.
/// </summary>
internal static class Keyslot
{
    /// <summary>In bytes.</summary>
    public const int Length = BoxAt + SealedKey.Length;

    /// <summary>The shortest key file, in bytes: it is hashed fast, so it must be too much to guess.</summary>
    public const int MinKeyFile = 32;

    private const string What = "a keyslot";

    private const int SourceAt = 4;
    private const int MemoryAt = 8;
    private const int PassesAt = 12;
    private const int SaltAt = 16;
    private const int CommitmentAt = 32;
    private const int PublicKeyAt = 64;
    private const int BoxAt = 96;

    /// <summary>Makes a keyslot.</summary>
    /// <param name="source">What the key is.</param>
    /// <param name="key">The passphrase's, the key file's or the recovery key's bytes.</param>
    /// <param name="cost">What Argon2id costs; used for a passphrase alone.</param>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="identity">What it opens to.</param>
    public static byte[] Close(KeySource source, ReadOnlySpan<byte> key, PasswordHashParameters cost, ReadOnlySpan<byte> vaultId, KeyPair identity)
    {
        byte[] slot = new byte[Length];
        FormatHeader.Write(slot, FormatHeader.Keyslot);
        slot[SourceAt] = (byte)source;
        if (source == KeySource.Passphrase)
        {
            BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(MemoryAt), cost.MemoryKiB);
            BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(PassesAt), cost.Passes);
        }
        RandomBytes.Fill(slot.AsSpan(SaltAt, PasswordHash.SaltLength));

        using LockedMemory master = Master(source, key, cost, slot);
        Commit(master, slot, vaultId, slot.AsSpan(CommitmentAt, KeyedHash.Length));
        using KeyPair pair = KeyPair.FromSecretKey(KeyDerivation.Derive(master.Span, "keyslot key", vaultId));
        pair.PublicKey.CopyTo(slot, PublicKeyAt);
        SealedKey.Close(identity.SecretKey.Span, pair.PublicKey).CopyTo(slot, BoxAt);
        return slot;
    }

    /// <summary>The same slot, opened by the same key, for another identity. Needs no secret of the slot's.</summary>
    public static byte[] Reseal(byte[] slot, KeyPair identity)
    {
        RequireFormat(slot);
        return [.. slot.AsSpan(0, BoxAt), .. SealedKey.Close(identity.SecretKey.Span, slot.AsSpan(PublicKeyAt, KeyPair.KeyLength))];
    }

    /// <summary>Opens a keyslot, or returns null where the key is another.</summary>
    /// <exception cref="SecretsException">Damaged: the slot is malformed, of a newer format, or asks for more than the caps allow.</exception>
    public static KeyPair? Open(ReadOnlySpan<byte> slot, ReadOnlySpan<byte> key, ReadOnlySpan<byte> vaultId, ReadOnlySpan<byte> identityPublicKey)
    {
        RequireFormat(slot);
        KeySource source = (KeySource)slot[SourceAt];
        PasswordHashParameters cost = new(BinaryPrimitives.ReadInt32LittleEndian(slot[MemoryAt..]), BinaryPrimitives.ReadInt32LittleEndian(slot[PassesAt..]));
        if (!Enum.IsDefined(source) || (source == KeySource.Passphrase && !cost.IsAllowed))
            throw Damage.Of(What);

        using LockedMemory master = Master(source, key, cost, slot);
        using LockedMemory commitment = new(KeyedHash.Length);
        Commit(master, slot, vaultId, commitment.Span);
        if (!ConstantTime.Equal(commitment.Span, slot.Slice(CommitmentAt, KeyedHash.Length)))
            return null;

        using KeyPair pair = KeyPair.FromSecretKey(KeyDerivation.Derive(master.Span, "keyslot key", vaultId));
        return ConstantTime.Equal(pair.PublicKey, slot.Slice(PublicKeyAt, KeyPair.KeyLength))
            ? SealedKey.OpenPair(slot[BoxAt..], pair, identityPublicKey, What)
            : throw Damage.Of(What);
    }

    private static void RequireFormat(ReadOnlySpan<byte> slot)
    {
        FormatHeader.Read(slot, FormatHeader.Keyslot, What);
        if (slot.Length != Length)
            throw Damage.Of(What);
    }

    private static void Commit(LockedMemory master, ReadOnlySpan<byte> slot, ReadOnlySpan<byte> vaultId, Span<byte> commitment)
    {
        Span<byte> context = stackalloc byte[CommitmentAt + vaultId.Length];
        slot[..CommitmentAt].CopyTo(context);
        vaultId.CopyTo(context[CommitmentAt..]);
        KeyDerivation.Derive(master.Span, "keyslot commitment", context, commitment);
    }

    private static LockedMemory Master(KeySource source, ReadOnlySpan<byte> key, PasswordHashParameters cost, ReadOnlySpan<byte> slot)
    {
        LockedMemory master = new(KeyedHash.Length);
        try
        {
            ReadOnlySpan<byte> salt = slot.Slice(SaltAt, PasswordHash.SaltLength);
            if (source == KeySource.Passphrase)
                PasswordHash.Compute(key, salt, cost, master.Span);
            else
                KeyedHash.Compute(key, salt, master.Span);
            return master;
        }
        catch
        {
            master.Dispose();
            throw;
        }
    }
}
