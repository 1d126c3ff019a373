using System.Buffers.Binary;
using Secrets.Daemon.Crypto;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// One way to open the vault: the identity's secret key, encrypted under a key that comes from a passphrase or a key file.
/// <code>
/// 0    4   header, kind K
/// 4    1   source: 1 passphrase, 2 key file
/// 5    3   zero
/// 8    4   Argon2id memory in KiB, little endian; 0 for a key file
/// 12   4   Argon2id passes; 0 for a key file
/// 16   16  salt
/// 32   32  commitment
/// 64   24  nonce
/// 88   48  the identity's secret key, XChaCha20-Poly1305
///
/// master                   = Argon2id(passphrase, salt, parameters) or BLAKE2b-256(key: salt, message: key file)
/// commitment               = derive(master, "keyslot commitment", vault id)
/// key-encrypting key       = derive(master, "keyslot key", vault id)
/// associated data          = bytes 0 to 64 | vault id | identity public key
/// </code>
/// The commitment is checked first. XChaCha20-Poly1305 alone does not commit to its key: a crafted ciphertext can open under
/// many keys, which would let an attacker test many passphrases with one attempt.
/// </summary>
internal static class Keyslot
{
    /// <summary>In bytes.</summary>
    public const int Length = BoxStart + Aead.Overhead + KeyPair.KeyLength;

    /// <summary>The shortest key file, in bytes: it is hashed fast, so it must be too much to guess.</summary>
    public const int MinKeyFile = 32;

    private const int SourceAt = 4;
    private const int MemoryAt = 8;
    private const int PassesAt = 12;
    private const int SaltAt = 16;
    private const int CommitmentAt = 32;
    private const int BoxStart = 64;

    /// <summary>Makes a keyslot.</summary>
    /// <param name="source">What the key is.</param>
    /// <param name="key">The passphrase's or the key file's bytes.</param>
    /// <param name="cost">What Argon2id costs; not used for a key file.</param>
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
        KeyDerivation.Derive(master.Span, "keyslot commitment", vaultId, slot.AsSpan(CommitmentAt, KeyedHash.Length));
        using LockedMemory wrapping = KeyDerivation.Derive(master.Span, "keyslot key", vaultId);
        AssociatedData bound = new(stackalloc byte[256]);
        Bind(ref bound, slot, vaultId, identity.PublicKey);
        Aead.Seal(identity.SecretKey.Span, bound.Bytes, wrapping.Span, slot.AsSpan(BoxStart));
        return slot;
    }

    /// <summary>Opens a keyslot, or returns null where the key is another.</summary>
    /// <exception cref="SecretsException">Damaged: the slot is malformed, of a newer format, or asks for more than the caps allow.</exception>
    public static KeyPair? Open(ReadOnlySpan<byte> slot, ReadOnlySpan<byte> key, ReadOnlySpan<byte> vaultId, ReadOnlySpan<byte> identityPublicKey)
    {
        const string What = "a keyslot";
        FormatHeader.Read(slot, FormatHeader.Keyslot, What);
        if (slot.Length != Length)
            throw Damage.Of(What);
        KeySource source = (KeySource)slot[SourceAt];
        PasswordHashParameters cost = new(BinaryPrimitives.ReadInt32LittleEndian(slot[MemoryAt..]), BinaryPrimitives.ReadInt32LittleEndian(slot[PassesAt..]));
        if (source is not (KeySource.Passphrase or KeySource.KeyFile) || (source == KeySource.Passphrase && !cost.IsAllowed))
            throw Damage.Of(What);

        using LockedMemory master = Master(source, key, cost, slot);
        using LockedMemory commitment = KeyDerivation.Derive(master.Span, "keyslot commitment", vaultId);
        if (!ConstantTime.Equal(commitment.Span, slot.Slice(CommitmentAt, KeyedHash.Length)))
            return null;

        using LockedMemory wrapping = KeyDerivation.Derive(master.Span, "keyslot key", vaultId);
        AssociatedData bound = new(stackalloc byte[256]);
        Bind(ref bound, slot, vaultId, identityPublicKey);
        LockedMemory secret = new(KeyPair.KeyLength);
        if (Aead.Open(slot[BoxStart..], bound.Bytes, wrapping.Span, secret.Span))
        {
            KeyPair identity = KeyPair.FromSecretKey(secret);
            if (ConstantTime.Equal(identity.PublicKey, identityPublicKey))
                return identity;
        }
        secret.Dispose();
        throw Damage.Of(What);
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

    private static void Bind(ref AssociatedData bound, ReadOnlySpan<byte> slot, ReadOnlySpan<byte> vaultId, ReadOnlySpan<byte> identityPublicKey)
    {
        bound.Add(slot[..BoxStart]);
        bound.Add(vaultId);
        bound.Add(identityPublicKey);
    }
}
