using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// The only place that holds a <see cref="Keyring"/>. Many may use it at once; locking waits for those who do (they only compute, never
/// wait) and wipes it, and from then on there is no secret key in the process.
/// </summary>
internal sealed class KeyHolder : IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new();
    private Keyring? _ring;

    /// <summary>Whether there are no keys.</summary>
    public bool IsLocked => Volatile.Read(ref _ring) is null;

    /// <summary>Uses the keys.</summary>
    /// <exception cref="SecretsException">Locked.</exception>
    public T Use<T>(Func<Keyring, T> use) => TryUse(use, out T? result) ? result! : throw Locked();

    /// <summary>Uses the keys, or returns false where there are none.</summary>
    public bool TryUse<T>(Func<Keyring, T> use, out T? result)
    {
        Trim();
        _gate.EnterReadLock();
        try
        {
            result = _ring is { } ring ? use(ring) : default;
            return _ring is not null;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Takes the keys of a vault just opened; those held before, if any, are wiped.</summary>
    public void Put(Keyring ring) => Replace(ring);

    /// <summary>Takes other keys of the vault that is unlocked; where it was locked meanwhile, they are wiped instead.</summary>
    /// <exception cref="SecretsException">Locked.</exception>
    public void Exchange(Keyring ring)
    {
        _gate.EnterWriteLock();
        try
        {
            Keyring? before = _ring;
            if (before is null)
            {
                ring.Dispose();
                throw Locked();
            }
            Volatile.Write(ref _ring, ring);
            before.Dispose();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Wipes the keys; false where there were none.</summary>
    public bool Wipe() => Replace(null);

    /// <inheritdoc/>
    public void Dispose()
    {
        Wipe();
        _gate.Dispose();
    }

    /// <summary>What whoever needs a key is told.</summary>
    public static SecretsException Locked() => new(ErrorCode.Locked, "the vault is locked", "secrets unlock");

    private bool Replace(Keyring? ring)
    {
        _gate.EnterWriteLock();
        try
        {
            Keyring? before = _ring;
            Volatile.Write(ref _ring, ring);
            before?.Dispose();
            return before is not null;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private void Trim()
    {
        if (Volatile.Read(ref _ring) is not { IsFull: true })
            return;
        _gate.EnterWriteLock();
        try
        {
            _ring?.Trim();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
