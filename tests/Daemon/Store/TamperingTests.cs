using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Store;

/// <summary>Somebody writes to the file who has no key. Whatever they do, no call answers anything but the truth or Damaged.</summary>
public sealed class TamperingTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    public static TheoryData<string> Tamperings =>
    [
        // Change.
        "UPDATE secret SET body = x'00' WHERE id = (SELECT min(id) FROM secret)",
        "UPDATE secret SET live = 1 WHERE id = (SELECT min(id) FROM secret)",
        "UPDATE version SET digest = x'00'",
        "UPDATE version SET kind = 2",
        "UPDATE version SET created_at = 'yesterday'",
        "UPDATE version SET nonce = NULL WHERE 0; UPDATE version SET nonce = 7",
        "UPDATE ciphertext SET body = x'00'",
        // Hide.
        "UPDATE secret SET name_hash = x'0011223344556677' WHERE id = (SELECT min(id) FROM secret)",
        "UPDATE secret SET environment_id = 4711 WHERE id = (SELECT min(id) FROM secret)",
        "UPDATE version SET number = 17 WHERE number = 2",
        // Drop.
        "DELETE FROM secret WHERE id = (SELECT min(id) FROM secret)",
        "DELETE FROM version WHERE number = 2",
        "DELETE FROM ciphertext",
        "DELETE FROM environment",
        "DROP TABLE ciphertext",
        // Swap and move.
        "CREATE TEMP TABLE a AS SELECT * FROM secret ORDER BY id; UPDATE secret SET body = (SELECT a.body FROM a WHERE a.id <> secret.id), tag = (SELECT a.tag FROM a WHERE a.id <> secret.id)",
        "CREATE TEMP TABLE c AS SELECT * FROM ciphertext; UPDATE ciphertext SET body = (SELECT c.body FROM c WHERE c.version_id <> ciphertext.version_id LIMIT 1)",
        "UPDATE secret SET id = id + 1000; UPDATE version SET secret_id = secret_id + 1000",
        "UPDATE secret SET name_hash = name_hash || x'00'",
        // Add.
        "INSERT INTO secret SELECT id + 1000, revision, tag, environment_id, x'00112233445566778899', body, live, staged, last FROM secret LIMIT 1",
    ];

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task What_was_done_while_the_daemon_was_away_is_never_served(string sql)
    {
        await Fill();
        try
        {
            _test.Reopen(() => _test.Tamper(sql));
        }
        catch (SecretsException error) when (error.Code == ErrorCode.Damaged)
        {
            return;
        }
        MustNotBelieve();
        Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(() => _test.Store.Check()).Code);
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task What_is_done_while_the_daemon_runs_is_never_served(string sql)
    {
        await Fill();
        MustBelieve();
        _test.Tamper(sql);
        MustNotBelieve();
    }

    [Theory]
    [InlineData("UPDATE manifest SET generation = generation - 1")]
    [InlineData("UPDATE manifest SET generation = generation + 1")]
    [InlineData("UPDATE manifest SET tag = zeroblob(32)")]
    [InlineData("DELETE FROM manifest")]
    public async Task A_changed_manifest_stops_reads_or_writes(string sql)
    {
        await Fill();
        _test.Tamper(sql);
        Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(async () =>
        {
            MustBelieve();
            await _test.SetAsync("c", "three");
        })).Code);
    }

    [Theory]
    [InlineData("UPDATE manifest SET generation = generation - 1")]
    [InlineData("UPDATE manifest SET next_id = 1")]
    [InlineData("UPDATE manifest SET records_tag = zeroblob(32)")]
    [InlineData("UPDATE manifest SET audit_sequence = 1")]
    [InlineData("UPDATE manifest SET tag = zeroblob(32)")]
    [InlineData("UPDATE manifest SET tag = 'tag'")]
    [InlineData("UPDATE version SET tag = 7")]
    [InlineData("UPDATE secret SET name_hash = x'00' WHERE id = (SELECT min(id) FROM secret)")]
    [InlineData("DROP TABLE version")]
    [InlineData("DELETE FROM manifest")]
    public async Task A_changed_manifest_stops_the_next_start(string sql)
    {
        await Fill();
        Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(() => _test.Reopen(() => _test.Tamper(sql))).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Old_rows_brought_back_are_not_served(bool withTheirManifest)
    {
        await Fill();
        string old = _test.Path + ".old";
        _test.Reopen(() => File.Copy(_test.Path, old));
        await _test.SetAsync("a", "three");
        _test.Tamper($"ATTACH '{old}' AS old; UPDATE secret SET (revision, tag, live, last) = (SELECT o.revision, o.tag, o.live, o.last FROM old.secret o WHERE o.id = secret.id);"
            + (withTheirManifest
                ? "DELETE FROM manifest; INSERT INTO manifest SELECT * FROM old.manifest;"
                : ""));
        Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(() => _test.Get("a")).Code);
        Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(() => _test.Reopen()).Code);
    }

    private async Task Fill()
    {
        await _test.SetAsync("a", "one");
        await _test.SetAsync("b", "two");
        await _test.SetAsync("a", "again");
        await _test.SetAsync("b", "again and again");
    }

    private void MustBelieve()
    {
        Assert.Equal(("again", "again and again", null), (_test.Get("a"), _test.Get("b"), _test.Get("c")));
        Assert.Equal(2, _test.Store.Read(t => t.Values(_test.EnvironmentId)).Count);
        Assert.Equal(2, _test.Store.Read(t => t.Secrets(_test.EnvironmentId)).Count);
        long secret = _test.Store.Read(t => t.Secret(_test.EnvironmentId, TestStore.Hash("a")))!.Id;
        Assert.Equal(2, _test.Store.Read(t => t.History(secret)).Count);
        long project = _test.Store.Read(t => t.Project(TestStore.Hash("default")))!.Id;
        Assert.Equal(_test.EnvironmentId, _test.Store.Read(t => t.Environment(project, TestStore.Hash("default")))!.Id);
    }

    /// <summary>Not one call may answer wrongly, and at least one must say Damaged.</summary>
    private void MustNotBelieve() => Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(MustBelieve).Code);
}
