using Secrets.Daemon.Store;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Store;

public sealed class StoreFileTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _directory = Directory.CreateTempSubdirectory("st-").FullName;

    private string Database => Path.Combine(_directory, "data", "vault.db");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void An_empty_file_becomes_a_store()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllBytes(Database, []);
        using SecretStore store = SecretStore.Open(Database);
        store.Authenticate(new TestAuthenticator());
        Assert.Null(store.Read(transaction => transaction.Vault()));
        Assert.True(store.IsNew);
    }

    [Fact]
    public void A_creation_that_was_cut_short_is_finished()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        Change($"PRAGMA application_id = {Schema.ApplicationId}");
        using SecretStore store = SecretStore.Open(Database);
        Assert.Equal(Schema.Version, Number("PRAGMA user_version"));
    }

    [Fact]
    public void A_store_says_what_it_is()
    {
        SecretStore.Open(Database).Dispose();
        Assert.Equal((Schema.ApplicationId, Schema.Version), (Number("PRAGMA application_id"), Number("PRAGMA user_version")));
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (x)")]
    [InlineData("PRAGMA application_id = 4711; CREATE TABLE theirs (x)")]
    public void Another_programs_database_is_left_untouched(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        Change(sql);
        MustBeRefusedUntouched("is no store of secrets");
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_untouched()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllText(Database, "my diary");
        MustBeRefusedUntouched("is no store of secrets");
    }

    [Fact]
    public void A_newer_releases_store_is_left_untouched()
    {
        SecretStore.Open(Database).Dispose();
        Change($"PRAGMA user_version = {Schema.Version + 1}; PRAGMA wal_checkpoint(TRUNCATE)");
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Database)!).Where(file => file != Database))
            File.Delete(file);
        MustBeRefusedUntouched("newer release");
    }

    [Fact]
    public async Task Only_the_owner_reaches_the_files()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!, (UnixFileMode)0b111_101_101);
        using SecretStore store = SecretStore.Open(Database);
        store.Authenticate(new TestAuthenticator());
        await store.WriteAsync(TestStore.MakeEnvironment);
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Database)!));
        string[] files = Directory.GetFiles(Path.GetDirectoryName(Database)!);
        Assert.Equal(["vault.db", "vault.db-shm", "vault.db-wal"], files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(Private, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task The_log_file_keeps_its_size_through_writes_and_restarts()
    {
        long length = 0;
        for (int start = 0; start < 3; start++)
        {
            using (SecretStore store = SecretStore.Open(Database))
            {
                store.Authenticate(new TestAuthenticator());
                for (int i = 0; i < 800; i++)
                    await store.WriteAsync(static transaction => transaction.AppendAudit(new byte[200]));
                Assert.Equal(800 * (start + 1), store.Read(static transaction => transaction.VerifyAudit()));
            }
            long now = new FileInfo(Database + "-wal").Length;
            Assert.InRange(now, 1 << 20, 4 << 20);
            Assert.True(start == 0 || now == length, $"{length} bytes became {now}");
            length = now;
        }
    }

    [Fact]
    public void Every_connection_has_its_safeguards()
    {
        using SecretStore store = SecretStore.Open(Database);
        foreach (bool readOnly in new[] { true, false })
        {
            using StoreConnection connection = new(Database, readOnly);
            string[] pragmas = ["synchronous", "foreign_keys", "secure_delete", "temp_store", "trusted_schema", "cell_size_check", "mmap_size"];
            Assert.Equal([2, 1, 1, 2, 0, 1, 0], pragmas.Select(pragma => connection.Number($"PRAGMA {pragma}")));
        }
    }

    private void MustBeRefusedUntouched(string why)
    {
        byte[] before = File.ReadAllBytes(Database);
        SecretsException error = Assert.Throws<SecretsException>(() => SecretStore.Open(Database));
        Assert.Equal(ErrorCode.Damaged, error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Database));
        Assert.Equal([Database], Directory.GetFiles(Path.GetDirectoryName(Database)!));
    }

    private void Change(string sql)
    {
        SqliteLibrary.Initialize();
        using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={Database};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using StoreConnection connection = new(Database, readOnly: true);
        return connection.Number(sql);
    }
}
