using Microsoft.Data.Sqlite;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>
/// A file that holds a whole store and that nobody else uses: a backup. It is looked at, never changed. Every method fails with
/// <see cref="SecretsException"/>.
/// </summary>
internal sealed class StoreCopy : IDisposable
{
    private readonly StoreConnection _connection;

    private StoreCopy(StoreConnection connection) => _connection = connection;

    /// <summary>Opens it. A file that is no store, or one of a newer release, is not even given to SQLite.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in a message.</param>
    /// <exception cref="SecretsException">Damaged, or Failure where it cannot be read.</exception>
    public static StoreCopy Open(string path, string name)
    {
        SqliteLibrary.Initialize();
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read);
            if (file.Length == 0)
                throw StoreErrors.Foreign(name);
            StoreFile.RequireOurs(file, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{name} cannot be read", "check its owner and mode");
        }
        return Guard(() => new StoreCopy(new StoreConnection(path, readOnly: true)));
    }

    /// <summary>The vault's record and the keyslots; nothing vouches for them yet.</summary>
    public (VaultRecord? Vault, IReadOnlyList<KeyslotRecord> Keyslots) ReadUnverified() =>
        Guard(() => (_connection.Unverified(VaultTable.Instance, Queries.Vaults).FirstOrDefault(), _connection.Unverified(KeyslotTable.Instance, Queries.Keyslots)));

    /// <summary>Checks all of it under this key: pages, manifest, every row, every value, the whole audit chain.</summary>
    /// <param name="authenticator">The key that recognizes its rows.</param>
    /// <param name="progress">Is told the rows checked and those there are, again and again.</param>
    /// <returns>The vault's record, and what was counted.</returns>
    public (VaultRecord? Vault, StoreCounts Counts) Verify(IRecordAuthenticator authenticator, Action<long, long> progress) => Guard(() =>
    {
        Manifest manifest = ManifestFile.LoadCopy(_connection, authenticator);
        ReadTransaction transaction = new(_connection, manifest, authenticator);
        StoreSurvey survey = transaction.Survey(progress, value: null);
        if (survey.Damaged.Count > 0)
            throw StoreErrors.Damaged(survey.Damaged[0].ToString());
        return (transaction.Vault(), survey.Counts with { Generation = manifest.Generation });
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

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
}
