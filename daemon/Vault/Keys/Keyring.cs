using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// Every secret key of an unlocked vault: the identity, and what was opened with it since. Exists only between unlock and lock; Dispose
/// wipes all of it. Used by several threads at once, under <see cref="KeyHolder"/>, which keeps Dispose away from them.
/// </summary>
internal sealed class Keyring(KeyPair identity) : IDisposable
{
    /// <summary>Length of a digest, in bytes.</summary>
    public const int DigestLength = 16;

    private const int SlabCapacity = 256;
    private const int MaxSlabs = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<(long Id, long Revision), KeyPair> _environments = [];
    private readonly Dictionary<long, (KeySlab Slab, int Index)> _dataKeys = [];
    private readonly List<KeySlab> _slabs = [];

    /// <summary>The vault identity.</summary>
    public KeyPair Identity => identity;

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
        SealedKey.Open(version.SealedDataKey, PairOf(environment), dataKey.Span, "a data key");
        Keep(version.Id, dataKey.Span);
        use(dataKey.Span);
    }

    /// <summary>
    /// The digest of a value: equal for equal values of one project, and nothing to anybody without the identity's secret key.
    /// <code>
    /// BLAKE2b-128(key: derive(identity secret key, "digest", project id), message: value)
    /// </code>
    /// </summary>
    public byte[] Digest(long projectId, ReadOnlySpan<byte> value)
    {
        Span<byte> key = stackalloc byte[KeyedHash.Length];
        Span<byte> context = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(context, projectId);
        try
        {
            KeyDerivation.Derive(identity.SecretKey.Span, "digest", context, key);
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

    private KeyPair PairOf(EnvironmentRecord environment)
    {
        lock (_gate)
        {
            // A revision of its own has a place of its own: a reader may still use the pair from before a rotation.
            if (!_environments.TryGetValue((environment.Id, environment.Revision), out KeyPair? pair))
            {
                pair = SealedKey.OpenPair(environment.SealedSecretKey, identity, environment.PublicKey, "an environment's key");
                _environments.Add((environment.Id, environment.Revision), pair);
            }
            return pair;
        }
    }
}
