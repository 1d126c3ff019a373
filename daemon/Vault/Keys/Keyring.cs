using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// Every secret key of an unlocked vault: the identity, and what was opened with it since. Exists only between unlock and lock; Dispose
/// wipes all of it. Used by several threads at once, under <see cref="KeyHolder"/>, which keeps Dispose away from them.
/// </summary>
/// <param name="identity">The vault identity; the ring owns it.</param>
/// <param name="digestKey">The key of the digests; the ring owns it.</param>
/// <param name="former">The identity before this one, where it was rotated since the vault was unlocked; the ring owns it.</param>
internal sealed class Keyring(KeyPair identity, LockedMemory digestKey, KeyPair? former = null) : IDisposable
{
    /// <summary>Length of a digest, in bytes.</summary>
    public const int DigestLength = 16;

    private const int SlabCapacity = 256;
    private const int MaxSlabs = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<(long Id, long Revision, bool Former), KeyPair> _environments = [];
    private readonly Dictionary<long, (KeySlab Slab, int Index)> _dataKeys = [];
    private readonly List<KeySlab> _slabs = [];

    /// <summary>The vault identity.</summary>
    public KeyPair Identity => identity;

    /// <summary>The key of the digests.</summary>
    public LockedMemory DigestKey => digestKey;

    /// <summary>The ring of a vault just opened.</summary>
    /// <param name="identity">Its identity, which the ring owns from now on, unless this throws.</param>
    /// <param name="record">Its record.</param>
    public static Keyring Of(KeyPair identity, VaultRecord record)
    {
        LockedMemory digestKey = new(Aead.KeyLength);
        try
        {
            SealedKey.Open(record.SealedDigestKey, identity, digestKey.Span, "the key of the digests");
            return new Keyring(identity, digestKey);
        }
        catch
        {
            digestKey.Dispose();
            throw;
        }
    }

    /// <summary>Whether no other data key is kept; <see cref="Trim"/> makes room.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _slabs.Count == MaxSlabs && _slabs[^1].IsFull;
        }
    }

    /// <summary>Uses the data key of a version: from memory, or opened (about 100 microseconds) and kept.</summary>
    public void WithDataKey(EnvironmentRecord environment, VersionRecord version, Action<ReadOnlySpan<byte>> use)
    {
        if (TryFind(version.Id, out KeySlab? slab, out int index))
        {
            use(slab[index]);
            return;
        }
        using LockedMemory dataKey = new(Aead.KeyLength);
        OpenDataKey(environment, version, dataKey);
        Keep(version.Id, dataKey.Span);
        use(dataKey.Span);
    }

    /// <summary>
    /// The data key of a version, sealed to the environment's present pair; null where it is already. Some 200 microseconds.
    /// </summary>
    public byte[]? Reseal(EnvironmentRecord environment, VersionRecord version)
    {
        using LockedMemory dataKey = new(Aead.KeyLength);
        return OpenDataKey(environment, version, dataKey) ? null : SealedKey.Close(dataKey.Span, environment.PublicKey);
    }

    /// <summary>
    /// The digest of a value: equal for equal values of one project, and nothing to anybody without the digest key.
    /// <code>
    /// BLAKE2b-128(key: derive(digest key, "digest", project id), message: value)
    /// </code>
    /// </summary>
    public byte[] Digest(long projectId, ReadOnlySpan<byte> value)
    {
        Span<byte> key = stackalloc byte[KeyedHash.Length];
        Span<byte> context = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(context, projectId);
        try
        {
            KeyDerivation.Derive(digestKey.Span, "digest", context, key);
            byte[] digest = new byte[DigestLength];
            KeyedHash.Compute(value, key, digest);
            return digest;
        }
        finally
        {
            Wipe.Clear(key);
        }
    }

    /// <summary>Forgets the data keys, when too many were kept. Nobody else may use the ring meanwhile.</summary>
    public void Trim()
    {
        _dataKeys.Clear();
        foreach (KeySlab slab in _slabs)
            slab.Dispose();
        _slabs.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Trim();
        foreach (KeyPair pair in _environments.Values)
            pair.Dispose();
        _environments.Clear();
        identity.Dispose();
        digestKey.Dispose();
        former?.Dispose();
    }

    private bool TryFind(long versionId, [NotNullWhen(true)] out KeySlab? slab, out int index)
    {
        lock (_gate)
        {
            bool found = _dataKeys.TryGetValue(versionId, out (KeySlab Slab, int Index) place);
            (slab, index) = place;
            return found;
        }
    }

    private void Keep(long versionId, ReadOnlySpan<byte> dataKey)
    {
        lock (_gate)
        {
            if (_dataKeys.ContainsKey(versionId))
                return;
            if (_slabs.Count == 0 || _slabs[^1].IsFull)
            {
                if (_slabs.Count == MaxSlabs)
                    return;
                _slabs.Add(new KeySlab(SlabCapacity));
            }
            _dataKeys.Add(versionId, (_slabs[^1], _slabs[^1].Add(dataKey)));
        }
    }

    /// <summary>Opens a data key; false where it still is sealed to the environment's former pair.</summary>
    private bool OpenDataKey(EnvironmentRecord environment, VersionRecord version, LockedMemory dataKey)
    {
        const string What = "a data key";
        if (environment.FormerPublicKey is null)
        {
            SealedKey.Open(version.SealedDataKey, PairOf(environment, isFormer: false), dataKey.Span, What);
            return true;
        }
        if (SealedKey.TryOpen(version.SealedDataKey, PairOf(environment, isFormer: false), dataKey.Span, What))
            return true;
        SealedKey.Open(version.SealedDataKey, PairOf(environment, isFormer: true), dataKey.Span, What);
        return false;
    }

    private KeyPair PairOf(EnvironmentRecord environment, bool isFormer)
    {
        lock (_gate)
        {
            // A revision of its own has a place of its own: a reader may still use the pair from before a rotation.
            if (!_environments.TryGetValue((environment.Id, environment.Revision, isFormer), out KeyPair? pair))
            {
                pair = isFormer
                    ? OpenPair(environment.FormerSealedSecretKey!, environment.FormerPublicKey!)
                    : OpenPair(environment.SealedSecretKey, environment.PublicKey);
                _environments.Add((environment.Id, environment.Revision, isFormer), pair);
            }
            return pair;
        }
    }

    /// <summary>Opens an environment's secret key. A record read just before the identity was rotated is sealed to the former one.</summary>
    private KeyPair OpenPair(byte[] sealedKey, byte[] publicKey)
    {
        const string What = "an environment's key";
        if (former is not null)
        {
            LockedMemory secret = new(KeyPair.KeyLength);
            if (SealedKey.TryOpen(sealedKey, former, secret.Span, What))
            {
                KeyPair pair = KeyPair.FromSecretKey(secret);
                if (ConstantTime.Equal(pair.PublicKey, publicKey))
                    return pair;
            }
            secret.Dispose();
        }
        return SealedKey.OpenPair(sealedKey, identity, publicKey, What);
    }
}
