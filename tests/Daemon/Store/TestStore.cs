using System.Security.Cryptography;
using System.Text;
using Secrets.Daemon.Store;

namespace Secrets.Tests.Daemon.Store;

/// <summary>A store in a directory of its own, with one environment, and the writes that the tests have in common.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("st-").FullName;

    public TestStore()
    {
        Path = System.IO.Path.Combine(_directory, "data", "vault.db");
        Store = SecretStore.Open(Path);
        Store.Authenticate(new TestAuthenticator());
        EnvironmentId = Store.WriteAsync(MakeEnvironment).GetAwaiter().GetResult();
    }

    public string Path { get; }

    public SecretStore Store { get; private set; }

    public long EnvironmentId { get; }

    public static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    public static long MakeEnvironment(WriteTransaction transaction)
    {
        ProjectRecord project = transaction.Insert(new ProjectRecord(transaction.NewId(), Hash("default"), [1]));
        return transaction.Insert(new EnvironmentRecord(transaction.NewId(), project.Id, Hash("default"), [2], null, [3], [4])).Id;
    }

    /// <summary>Writes a value as the vault does: a new version, then the pointer to it.</summary>
    public static int Set(WriteTransaction transaction, long environmentId, string name, string value)
    {
        SecretRecord secret = transaction.Secret(environmentId, Hash(name))
            ?? transaction.Insert(new SecretRecord(transaction.NewId(), environmentId, Hash(name), Encoding.UTF8.GetBytes(name), null, null, 0));
        int number = secret.Last + 1;
        transaction.Insert(
            new VersionRecord(transaction.NewId(), secret.Id, number, VersionKind.Value, new byte[80], new byte[24], null, DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000)),
            Encoding.UTF8.GetBytes(value));
        transaction.Update(secret with { Live = number, Last = number });
        return number;
    }

    public Task<int> SetAsync(string name, string value) => Store.WriteAsync(transaction => Set(transaction, EnvironmentId, name, value));

    public string? Get(string name) =>
        Store.Read(transaction => transaction.Value(EnvironmentId, Hash(name))) is { } found ? Encoding.UTF8.GetString(found.Ciphertext) : null;

    /// <summary>Closes the store, lets something happen to its file, and opens it again.</summary>
    public void Reopen(Action? meanwhile = null)
    {
        Store.Dispose();
        meanwhile?.Invoke();
        Store = SecretStore.Open(Path);
        Store.Authenticate(new TestAuthenticator());
    }

    /// <summary>Changes the file behind the store's back, through a connection that knows nothing of tags.</summary>
    public void Tamper(string sql)
    {
        using StoreConnection connection = new(Path, readOnly: false);
        connection.Run("PRAGMA foreign_keys = OFF");
        connection.Run(sql);
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
