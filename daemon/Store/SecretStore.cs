using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>
/// The encrypted store: one SQLite file, one writer, any number of readers. It sees ciphertext only. Records are served once
/// <see cref="Authenticate"/> was given the key that recognizes them. Every method fails with <see cref="SecretsException"/>.
/// </summary>
internal sealed class SecretStore : IDisposable
{
    private const int ReadersKept = 4;
    private static readonly TimeSpan RetireTimeout = TimeSpan.FromSeconds(20);

    // A reader that was held up between seeing a generation and asking for its manifest begins again.
    private const int ReadAttempts = 100;

    private readonly string _path;
    private readonly Writer _writer;
    private readonly ConcurrentBag<StoreConnection> _readers = [];
    private volatile bool _disposed;
    private volatile bool _retired;
    private int _rented;

    private SecretStore(string path, StoreConnection writer)
    {
        _path = path;
        _writer = new Writer(writer);
    }

    /// <summary>The SQLite library in use: <c>3.40.1 (system)</c>.</summary>
    public static string Library => SqliteLibrary.Description;

    /// <summary>
    /// Counts the transactions that changed records (not audit entries): what was read at this generation (<see cref="ReadTransaction.Generation"/>)
    /// is still so. It rises before a reader can see the commit, so that nobody who saw it is served something older afterwards.
    /// </summary>
    public long Generation => _writer.Manifests.Announced;

    /// <summary>Opens the store, or makes an empty one. Anything that is no store of this release or an older one is refused untouched.</summary>
    /// <exception cref="SecretsException">Damaged, or Failure where the file cannot be opened.</exception>
    public static SecretStore Open(string path) => Guard(() => new SecretStore(path, StoreFile.Open(path)));

    /// <summary>
    /// Is told the number of the newest audit entry once it is durable, in the writer's turn: it returns at once, and does not come back here.
    /// </summary>
    public Action<long>? AuditGrown
    {
        set => _writer.AuditGrown = value;
    }

    /// <summary>Whether nothing was ever written to it. Not authenticated: it tells an empty store from an emptied one, no more.</summary>
    public bool IsNew => Guard(() =>
    {
        StoreConnection connection = Rent();
        try
        {
            return ManifestFile.IsNew(connection);
        }
        finally
        {
            Return(connection);
        }
    });

    /// <summary>
    /// The vault's record and the keyslots, not authenticated: what is needed to open the vault where the device key is lost.
    /// Read them again through <see cref="Read"/> as soon as the key is at hand.
    /// </summary>
    public (VaultRecord? Vault, IReadOnlyList<KeyslotRecord> Keyslots) ReadUnverified() => Guard(() =>
    {
        StoreConnection connection = Rent();
        try
        {
            return (connection.Unverified(VaultTable.Instance, Queries.Vaults).FirstOrDefault(), connection.Unverified(KeyslotTable.Instance, Queries.Keyslots));
        }
        finally
        {
            Return(connection);
        }
    });

    /// <summary>Checks the whole manifest under this key; from now on records are served. An empty store accepts any key.</summary>
    /// <exception cref="SecretsException">Damaged: rows were changed, dropped or brought back, or the key is another store's.</exception>
    public void Authenticate(IRecordAuthenticator authenticator) => Guard(() =>
    {
        _writer.Authenticate(authenticator);
        return true;
    });

    /// <summary>Looks at one state of the store. Never waits for a write.</summary>
    public T Read<T>(Func<ReadTransaction, T> read) => Guard(() =>
    {
        Manifests manifests = _writer.Manifests;
        long known = manifests.Latest.Generation;
        StoreConnection connection = Rent();
        try
        {
            for (int attempt = 0; attempt < ReadAttempts; attempt++)
            {
                connection.Prepared("BEGIN").Execute();
                try
                {
                    // The first statement takes the snapshot, and its answer says which manifest belongs to it.
                    long generation = connection.Prepared("SELECT generation FROM manifest").Number() ?? -1;
                    if (generation < known)
                        throw StoreErrors.Damaged("an older state was put in its place");
                    if (manifests.At(generation) is { } manifest)
                        return read(new ReadTransaction(connection, manifest, manifests.Authenticator) { Generation = generation });
                }
                finally
                {
                    connection.RollBack();
                }
                Thread.Yield();
            }
            throw StoreErrors.Damaged("its manifest is not the one that was written");
        }
        finally
        {
            Return(connection);
        }
    });

    /// <summary>
    /// Writes one unit: all of it, or nothing where it throws. The task completes when the unit is durable. Units that wait
    /// at the same time share one transaction and one sync. The unit may run on the caller's thread; it must not wait for anything.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<WriteTransaction, T> unit) => _writer.WriteAsync(unit);

    /// <summary>
    /// Writes all that the store holds at this moment into a new file, while others read and write. The file is whole and synced when
    /// this returns; an empty one lies there already, so that its mode is the caller's affair.
    /// </summary>
    /// <param name="path">The empty file.</param>
    /// <param name="progress">Is told the pages copied and those there are, again and again.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>The generation that was copied.</returns>
    public long CopyTo(string path, Action<long, long> progress, CancellationToken cancellationToken) => Guard(() =>
    {
        StoreConnection connection = Rent();
        try
        {
            connection.Prepared("BEGIN").Execute();
            long generation = connection.Prepared("SELECT generation FROM manifest").Number() ?? -1;
            StoreBackup.Write(connection, path, progress, cancellationToken);
            return generation;
        }
        finally
        {
            connection.RollBack();
            Return(connection);
        }
    });

    /// <summary>
    /// Ends it, so that its file is complete without its log and can be moved: waits for those who read, refuses whoever comes. Also
    /// removes the log, which must not be found beside another file.
    /// </summary>
    /// <exception cref="SecretsException">Conflict: somebody reads for very long; the store goes on as before.</exception>
    public void Retire()
    {
        _retired = true;
        if (!SpinWait.SpinUntil(() => Volatile.Read(ref _rented) == 0, RetireTimeout))
        {
            _retired = false;
            throw new SecretsException(ErrorCode.Conflict, "the vault is in use", "try again");
        }
        Dispose();
    }

    /// <summary>Checks everything: SQLite's own integrity, and every row against the manifest.</summary>
    /// <exception cref="SecretsException">Damaged.</exception>
    public void Check() => Read(transaction =>
    {
        transaction.CheckAll();
        return true;
    });

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        while (_readers.TryTake(out StoreConnection? reader))
            reader.Dispose();
        _writer.Close(_retired);
    }

    private static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw StoreErrors.From(error);
        }
    }

    private StoreConnection Rent()
    {
        Interlocked.Increment(ref _rented);
        try
        {
            // Asked after it was counted: whoever retires the store looks at the count afterwards.
            if (_retired)
                throw new SecretsException(ErrorCode.Conflict, "the vault was replaced meanwhile", "try again");
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _readers.TryTake(out StoreConnection? connection) ? connection : new StoreConnection(_path, readOnly: true);
        }
        catch
        {
            Interlocked.Decrement(ref _rented);
            throw;
        }
    }

    private void Return(StoreConnection connection)
    {
        if (_disposed || _retired || _readers.Count >= ReadersKept)
            connection.Dispose();
        else
            _readers.Add(connection);
        Interlocked.Decrement(ref _rented);
    }
}
