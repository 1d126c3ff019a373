using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>A real vault in a directory of its own, opened by a key file, so that no test pays for Argon2id; with a clock that can be moved.</summary>
internal sealed class TestVault : IVaultObserver, IAccessLog, IDisposable
{
    public static readonly Caller Caller = new(Environment.ProcessId, 0);

    public byte[] KeyFile { get; } = RandomBytes.New(32);

    private TestVault()
    {
        Home = Directory.CreateTempSubdirectory("st-").FullName;
        Paths = SecretsPaths.From(name => name == "SECRETS_HOME" ? Home : null, 0);
        Directory.CreateDirectory(Paths.Data);
        Vault = Start();
    }

    public string Home { get; }

    public SecretsPaths Paths { get; }

    public FakeClock Clock { get; } = new();

    public VaultSettings Settings { get; init; } = new() { Self = Caller, PasswordCost = new PasswordHashParameters(64, 1) };

    public LocalVault Vault { get; private set; }

    /// <summary>Every time that values were opened.</summary>
    public ConcurrentQueue<Access> Accesses { get; } = [];

    /// <summary>Whatever else was recorded.</summary>
    public ConcurrentQueue<Access> Deeds { get; } = [];

    public ConcurrentQueue<ChangeNotice> Changes { get; } = [];

    public ConcurrentQueue<bool> Locks { get; } = [];

    /// <summary>Thrown instead of recording an access.</summary>
    public Exception? LogFailure { get; set; }

    /// <summary>The store and the names' cipher of the vault under test.</summary>
    public (SecretStore Store, IBodyCipher Cipher) Inside { get; private set; }

    public static TestVault Empty() => new();

    public static async Task<TestVault> UnlockedAsync()
    {
        TestVault vault = new();
        await vault.InitAsync();
        return vault;
    }

    public async Task InitAsync()
    {
        using InitRequest request = new(KeySource.KeyFile, new SecretValue(KeyFile));
        await Vault.InitAsync(request, Caller, CancellationToken.None);
    }

    public async Task UnlockAsync()
    {
        using UnlockRequest request = new(KeySource.KeyFile, new SecretValue(KeyFile));
        await Vault.UnlockAsync(request, Caller, CancellationToken.None);
    }

    public async Task UnlockWronglyAsync()
    {
        using UnlockRequest request = new(KeySource.KeyFile, new SecretValue(new byte[32]));
        await Vault.UnlockAsync(request, Caller, CancellationToken.None);
    }

    public Task LockAsync() => Vault.LockAsync(Caller, CancellationToken.None);

    public Task<SetReply> SetAsync(string name, string value, bool stage = false) => SetAsync(stage, new SetEntry(name, SecretValue.FromText(value)));

    public async Task<SetReply> SetAsync(bool stage, params SetEntry[] entries)
    {
        using SetRequest request = new(entries, Stage: stage);
        return await Vault.SetAsync(request, Caller, CancellationToken.None);
    }

    public async Task<string> GetAsync(string name, SecretScope? scope = null) => System.Text.Encoding.UTF8.GetString(await GetBytesAsync(name, scope));

    public async Task<byte[]> GetBytesAsync(string name, SecretScope? scope = null)
    {
        using GetReply reply = await Vault.GetAsync(new GetRequest([name], scope), Caller, CancellationToken.None);
        return reply.Secrets.Single().Value.Span.ToArray();
    }

    public async Task<Dictionary<string, string>> ResolveAsync(RunSelection selection)
    {
        IReadOnlyList<NamedValue> values = await Vault.ResolveForRunAsync(selection, Caller, CancellationToken.None);
        return values.ToDictionary(value => value.Name, value => System.Text.Encoding.UTF8.GetString(value.Value.Span));
    }

    public async Task<IReadOnlyList<SecretEntry>> ListAsync() => (await Vault.ListAsync(new ListRequest(), Caller, CancellationToken.None)).Secrets;

    public Task<SecretEntry> DescribeAsync(string name) => Vault.DescribeAsync(new DescribeRequest(name), Caller, CancellationToken.None);

    public Task DeleteAsync(params string[] names) => Vault.DeleteAsync(new DeleteRequest(names), Caller, CancellationToken.None);

    /// <summary>Ends the vault; the files stay.</summary>
    public void Stop() => Vault.Dispose();

    /// <summary>Ends the vault and opens it again, locked, as a new daemon would.</summary>
    public void Restart()
    {
        Stop();
        Vault = Start();
    }

    /// <summary>Changes the database behind the vault's back.</summary>
    public int Tamper(string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Paths.Database, Pooling = false }.ToString());
        connection.Open();
        connection.CreateFunction<byte[], byte[]>("flipped", static bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF; " + sql;
        return command.ExecuteNonQuery();
    }

    public void Changed(ChangeNotice notice) => Changes.Enqueue(notice);

    public void LockChanged(LockNotice notice) => Locks.Enqueue(notice.Locked);

    public Task RecordAsync(Access access)
    {
        if (LogFailure is not null)
            return Task.FromException(LogFailure);
        (access.Kind <= AccessKind.Scan ? Accesses : Deeds).Enqueue(access);
        return Task.CompletedTask;
    }

    public void Append(WriteTransaction transaction, Access access)
    {
        if (LogFailure is not null)
            throw LogFailure;
        Deeds.Enqueue(access);
    }

    public LastUse? LastUse(long secret) => LastUses().GetValueOrDefault(secret);

    public UsesReply Uses(long secret) => throw new NotSupportedException();

    public AuditReply Query(AuditRequest request) => throw new NotSupportedException();

    public long Verify() => throw new NotSupportedException();

    public void Audited(AuditNotice notice) => throw new NotSupportedException();

    public IReadOnlyDictionary<long, LastUse> LastUses()
    {
        Dictionary<long, LastUse> uses = [];
        foreach (Access access in Accesses.Where(static access => access.Kind != AccessKind.Copy))
        {
            foreach (long id in access.Secrets)
                uses[id] = new LastUse(Clock.GetUtcNow(), access.Kind.ToString());
        }
        return uses;
    }

    public void Dispose()
    {
        Vault.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    private LocalVault Start() => new(Paths, Settings, Clock, this, (store, cipher) =>
    {
        Inside = (store, cipher);
        return this;
    });
}
