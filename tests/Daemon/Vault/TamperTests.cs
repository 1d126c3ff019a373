using Microsoft.Data.Sqlite;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Somebody who can write the database but has no key: swaps, moves, replays, drops, flips. Found, and never served.</summary>
public sealed class TamperTests
{
    public static TheoryData<string> Changes => new()
    {
        // Swap and move.
        "UPDATE version SET secret_id = CASE secret_id WHEN (SELECT min(id) FROM secret) THEN (SELECT max(id) FROM secret) ELSE (SELECT min(id) FROM secret) END, number = number + 10",
        "UPDATE ciphertext SET body = (SELECT body FROM ciphertext c ORDER BY c.version_id DESC LIMIT 1)",
        "UPDATE version SET sealed_data_key = (SELECT sealed_data_key FROM version v ORDER BY v.id DESC LIMIT 1)",
        "UPDATE secret SET body = (SELECT body FROM secret s ORDER BY s.id DESC LIMIT 1)",
        "UPDATE version SET body = (SELECT body FROM version v ORDER BY v.id LIMIT 1)",
        "UPDATE version SET digest = (SELECT digest FROM version v ORDER BY v.id DESC LIMIT 1)",
        "UPDATE secret SET environment_id = environment_id + 1000",
        "UPDATE secret SET name_hash = zeroblob(16) WHERE id = (SELECT min(id) FROM secret)",
        // Replay of an old version.
        "UPDATE secret SET live = 1",
        "UPDATE secret SET staged = 1",
        "UPDATE secret SET last = 1",
        // Drop.
        "DELETE FROM secret WHERE id = (SELECT min(id) FROM secret)",
        "DELETE FROM version WHERE id = (SELECT max(id) FROM version)",
        "DELETE FROM ciphertext",
        "DELETE FROM environment",
        "DELETE FROM project",
        "DELETE FROM manifest",
        "DELETE FROM vault",
        "DELETE FROM vault; DELETE FROM keyslot; DELETE FROM project; DELETE FROM environment; DELETE FROM secret; DELETE FROM version; DELETE FROM ciphertext",
        // Other keys, other people.
        "UPDATE environment SET public_key = randomblob(32)",
        "UPDATE environment SET sealed_secret_key = randomblob(84)",
        "UPDATE environment SET inherits_id = id",
        "UPDATE vault SET vault_id = randomblob(16)",
        "UPDATE vault SET identity_public_key = randomblob(32)",
        "UPDATE vault SET format = 2",
        "UPDATE keyslot SET source = 1",
        // Wrong types and revisions.
        "UPDATE secret SET body = 'text'",
        "UPDATE version SET nonce = NULL WHERE 0; UPDATE version SET nonce = zeroblob(24)",
        "UPDATE version SET created_at = created_at + 1",
        "UPDATE secret SET revision = revision + 1",
        "UPDATE secret SET tag = zeroblob(32)",
        "UPDATE version SET kind = 2",
        "UPDATE manifest SET generation = generation + 1",
        "UPDATE manifest SET records_tag = zeroblob(32)",
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_behind_the_daemons_back_is_found_by_the_next_daemon(string sql)
    {
        using TestVault test = await FilledAsync();
        test.Stop();
        Assert.NotEqual(0, test.Tamper(sql));
        test.Restart();

        await RequireFoundAsync(test);
        Assert.Contains(await CodeAsync(test.InitAsync), new ErrorCode?[] { ErrorCode.Damaged, ErrorCode.Conflict });
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_under_a_running_daemon_is_never_served(string sql)
    {
        using TestVault test = await FilledAsync();
        Assert.NotEqual(0, test.Tamper(sql));

        Func<Task<string>>[] reads = [() => test.GetAsync("a"), () => test.GetAsync("b"), async () => (await test.ResolveAsync(new RunSelection(SecretScope.Default, [], static all => all)))["a"]];
        string[] right = ["a2", "b2", "a2"];
        for (int i = 0; i < reads.Length; i++)
        {
            try
            {
                Assert.Equal(right[i], await reads[i]());
            }
            catch (SecretsException exception)
            {
                Assert.Equal(ErrorCode.Damaged, exception.Code);
            }
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_any_field_of_any_row_is_found()
    {
        using TestVault test = await FilledAsync();
        test.Stop();
        // Without a write-ahead log beside it, which would bring changes of one round into the next.
        test.Tamper("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
        byte[] intact = await File.ReadAllBytesAsync(test.Paths.Database);
        foreach ((string table, string column) in Columns(test))
        {
            foreach (string file in Directory.GetFiles(test.Paths.Data, "vault.db*"))
                File.Delete(file);
            await File.WriteAllBytesAsync(test.Paths.Database, intact);
            int changed = test.Tamper($"UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'blob' THEN "
                + $"CASE length({column}) WHEN 0 THEN x'00' ELSE flipped({column}) END WHEN 'null' THEN 1 ELSE {column} + 1 END "
                + $"WHERE rowid = (SELECT max(rowid) FROM {table})");
            Assert.Equal(1, changed);
            test.Restart();

            await RequireFoundAsync(test, $"{table}.{column}");
            test.Stop();
        }
    }

    [Fact]
    public async Task The_database_of_another_vault_is_not_taken()
    {
        using TestVault one = await FilledAsync();
        using TestVault other = await FilledAsync();
        one.Stop();
        other.Stop();
        foreach (string suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(one.Paths.Database + suffix);
            if (File.Exists(other.Paths.Database + suffix))
                File.Copy(other.Paths.Database + suffix, one.Paths.Database + suffix);
        }
        one.Restart();

        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => one.ListAsync());
        Assert.Equal((ErrorCode.Damaged, "the device key is another vault's"), (error.Code, error.Message));
        Assert.Equal(ErrorCode.Damaged, await CodeAsync(one.UnlockAsync));
    }

    private static async Task<TestVault> FilledAsync()
    {
        TestVault test = await TestVault.UnlockedAsync();
        foreach (int round in new[] { 1, 2 })
        {
            await test.SetAsync("a", $"a{round}");
            await test.SetAsync("b", $"b{round}");
        }
        return test;
    }

    /// <summary>
    /// Rows are checked when they are read: a call that does not need the changed one may work, but one that does says so, and none gives
    /// anything but what was written.
    /// </summary>
    private static async Task RequireFoundAsync(TestVault test, string? what = null)
    {
        (string, Func<Task>)[] calls =
        [
            ("unlock", test.UnlockAsync),
            ("list", async () => Assert.Equal([("a", 2), ("b", 2)], (await test.ListAsync()).Select(entry => (entry.Name, entry.Version)))),
            ("a", async () => Assert.Equal("a2", await test.GetAsync("a"))),
            ("b", async () => Assert.Equal("b2", await test.GetAsync("b"))),
            ("undo", () => test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller)),
        ];
        List<string> outcomes = [];
        foreach ((string name, Func<Task> call) in calls)
            outcomes.Add($"{name}: {await CodeAsync(call)}");
        string all = $"{what} {string.Join(", ", outcomes)}";
        Assert.True(all.Contains(nameof(ErrorCode.Damaged), StringComparison.Ordinal), all);
        Assert.All(outcomes, outcome => Assert.Matches(": (|Damaged|Locked)$", outcome));
    }

    private static async Task<ErrorCode?> CodeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (SecretsException exception)
        {
            return exception.Code;
        }
    }

    private static List<(string Table, string Column)> Columns(TestVault test)
    {
        List<(string, string)> columns = [];
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = test.Paths.Database, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT IN ('audit') AND c.name <> 'id'";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }
}
