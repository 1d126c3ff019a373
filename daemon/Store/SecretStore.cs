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

    // A reader that was held up between seeing a generation and asking for its manifest begins again.
    private const int ReadAttempts = 100;

    private readonly string _path;
    private readonly Writer _writer;
    private readonly ConcurrentBag<StoreConnection> _readers = [];
    private volatile bool _disposed;

    private SecretStore(string path, StoreConnection writer)
    {
        _path = path;
        _writer = new Writer(writer);
    }

    /// <summary>The SQLite library in use: <c>3.40.1 (system)</c>.</summary>
    public static string Library => SqliteLibrary.Description;

    /// <summary>Counts the transactions that changed records (not audit entries): what was read at this generation is still so.</summary>
    public long Generation => _writer.Manifests.Latest.Generation;

    /// <summary>Opens the store, or makes an empty one. Anything that is no store of this release or an older one is refused untouched.</summary>
    /// <exception cref="SecretsException">Damaged, or Failure where the file cannot be opened.</exception>
    public static SecretStore Open(string path) => Guard(() => new SecretStore(path, StoreFile.Open(path)));

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
            return (Unverified(connection, VaultTable.Instance, Queries.Vaults).FirstOrDefault(), Unverified(connection, KeyslotTable.Instance, Queries.Keyslots));
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
                        return read(new ReadTransaction(connection, manifest, manifests.Authenticator));
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
        _writer.Dispose();
    }

    private static List<T> Unverified<T>(StoreConnection connection, RecordTable<T> table, string sql)
        where T : class, IRecord
    {
        List<T> records = [];
        using SqliteDataReader reader = connection.Prepared(sql).Query();
        Row row = new(reader);
        while (row.Next())
            records.Add(table.Read(row));
        return records;
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
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.TryTake(out StoreConnection? connection) ? connection : new StoreConnection(_path, readOnly: true);
    }

    private void Return(StoreConnection connection)
    {
        if (_disposed || _readers.Count >= ReadersKept)
            connection.Dispose();
        else
            _readers.Add(connection);
    }
}
