using System.Text;
using Secrets.Daemon.Audit;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Tests.Daemon.Store;
using Xunit;

namespace Secrets.Tests.Daemon.Audit;

public sealed class AuditLogTests : IDisposable
{
    private static readonly Caller Me = new(Environment.ProcessId, 1000);
    private readonly TestStore _test = new();
    private readonly TestCipher _cipher = new();

    private AuditLog Log => new(_test.Store, _cipher, TimeProvider.System, new QuietObserver());

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task An_access_is_there_with_all_that_was_known_after_a_restart()
    {
        await Log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, ["a"], Me));
        await Log.RecordAsync(new Access(AccessKind.Run, new SecretScope("shop", "prod"), ["b", "c"], Me, "python3"));
        _test.Reopen();
        IReadOnlyList<AuditRecord> entries = Log.Query(new AuditRequest(10)).Entries;
        Assert.Equal([2L, 1L], entries.Select(entry => entry.Sequence));
        AuditRecord run = entries[0];
        Assert.Equal(("run", "shop", "prod", "python3"), (run.Action, run.Project, run.Environment, run.Program));
        Assert.Equal(["b", "c"], run.Names);
        Assert.Equal((Environment.ProcessId, 1000u, Environment.ProcessPath), (run.Pid, run.Uid, run.Executable));
        Assert.InRange(run.Time, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(("get", null), (entries[1].Action, entries[1].Program));
        Assert.Equal(2, Log.Verify());
    }

    [Fact]
    public async Task A_page_of_the_log_begins_where_the_last_one_ended()
    {
        await Fill(10);
        Assert.Equal([10L, 9, 8], Log.Query(new AuditRequest(3)).Entries.Select(entry => entry.Sequence));
        Assert.Equal([7L, 6, 5], Log.Query(new AuditRequest(3, Before: 8)).Entries.Select(entry => entry.Sequence));
        Assert.Equal([1L], Log.Query(new AuditRequest(3, Before: 2)).Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task The_last_use_of_a_secret_is_that_of_its_id()
    {
        AuditLog log = Log;
        Assert.Empty(log.LastUses());
        await log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, ["a", "b"], Me) { Secrets = [1, 2] });
        await log.RecordAsync(new Access(AccessKind.Run, SecretScope.Default, ["renamed"], Me, "train") { Secrets = [1] });
        await log.RecordAsync(new Access(AccessKind.Copy, SecretScope.Default, ["a", "b"], Me) { Secrets = [1, 2] });
        IReadOnlyDictionary<long, LastUse> uses = log.LastUses();
        Assert.Equal(["run train", $"get {Environment.ProcessPath}"], [uses[1].By, uses[2].By]);
        await log.RecordAsync(new Access(AccessKind.Run, SecretScope.Default, ["b"], Me, "later") { Secrets = [2] });
        Assert.Equal("run later", log.LastUses()[2].By);
        Assert.Equal($"get {Environment.ProcessPath}", uses[2].By);
        _test.Reopen();
        Assert.Equal(["run train", "run later"], [Log.LastUses()[1].By, Log.LastUses()[2].By]);
    }

    [Fact]
    public async Task A_use_is_counted_for_each_program_and_scope_also_when_it_comes_after_the_question()
    {
        AuditLog log = Log;
        Assert.Empty(log.Uses(1).Uses);
        for (int i = 0; i < 3; i++)
            await log.RecordAsync(new Access(AccessKind.Run, SecretScope.Default, ["a"], Me, "train") { Secrets = [1] });
        await log.RecordAsync(new Access(AccessKind.Run, new SecretScope("llm", "dev"), ["a"], Me, "train") { Secrets = [1] });
        await log.RecordAsync(new Access(AccessKind.Set, SecretScope.Default, ["a"], Me) { Secrets = [1] });
        Assert.Equal([("run", "dev", 1L), ("run", "default", 3L)], log.Uses(1).Uses.Select(use => (use.Action, use.Scope.Environment, use.Count)));
        await log.RecordAsync(new Access(AccessKind.Export, SecretScope.Default, ["a"], Me) { Secrets = [1] });
        Assert.Equal("export", log.Uses(1).Uses[0].Action);
        Assert.Null(log.Uses(1).Since);
        Assert.Empty(log.Uses(2).Uses);
    }

    [Fact]
    public async Task A_change_and_its_entry_are_one_transaction()
    {
        AuditLog log = Log;
        long generation = _test.Store.Generation;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _test.Store.WriteAsync<int>(transaction =>
        {
            log.Append(transaction, new Access(AccessKind.Set, SecretScope.Default, ["a"], Me));
            throw new InvalidOperationException("the change failed");
        }));
        Assert.Empty(log.Query(new AuditRequest()).Entries);
        Assert.Equal((0, generation), (log.Verify(), _test.Store.Generation));
    }

    [Fact]
    public async Task Whoever_watches_is_told_when_an_entry_is_durable()
    {
        QuietObserver observer = new();
        AuditLog log = new(_test.Store, _cipher, TimeProvider.System, observer);
        await log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, ["a"], Me));
        await log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, ["a"], Me));
        Assert.Equal([1L, 2], observer.Sequences);
    }

    [Fact]
    public async Task An_entry_of_an_older_release_is_read_and_one_with_many_names_is_cut()
    {
        byte[] old = """{"time":"2026-01-02T03:04:05+00:00","action":"get","project":"default","environment":"default","names":["a"],"pid":7,"uid":1000,"later":true}"""u8.ToArray();
        await _test.Store.WriteAsync(transaction => transaction.AppendAudit(_cipher.Seal(old, [.. "audit"u8, 1, 0, 0, 0, 0, 0, 0, 0])));
        await Log.RecordAsync(new Access(AccessKind.Import, SecretScope.Default, [.. Enumerable.Range(0, 3000).Select(i => $"name{i}")], Me));
        IReadOnlyList<AuditRecord> entries = Log.Query(new AuditRequest()).Entries;
        Assert.Equal((3000, 1000), (entries[0].NameCount, entries[0].Names.Count));
        Assert.Equal(("get", 7, null), (entries[1].Action, entries[1].Pid, entries[1].Detail));
        Assert.Single(Log.Query(new AuditRequest(Name: "name2999")).Entries);
    }

    [Fact]
    public async Task The_file_shows_no_name()
    {
        await Log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, ["canary_of_the_audit"], Me));
        _test.Store.Dispose();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_test.Path)!))
            Assert.DoesNotContain("canary_of_the_audit", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET body = (SELECT body FROM audit WHERE sequence = 3) WHERE sequence = 2")]
    [InlineData("DELETE FROM audit WHERE sequence = 2")]
    public async Task A_changed_entry_is_found_by_the_verification(string tampering)
    {
        await Fill(4);
        Assert.Equal(4, Log.Verify());
        _test.Reopen(() => _test.Tamper(tampering));
        SecretsException error = Assert.Throws<SecretsException>(() => Log.Verify());
        Assert.Equal(ErrorCode.Damaged, error.Code);
        Assert.Contains("audit entry 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM audit WHERE sequence = 4")]
    [InlineData("DELETE FROM audit")]
    [InlineData("UPDATE audit SET sequence = 99 WHERE sequence = 2")]
    [InlineData("INSERT INTO audit SELECT 5, body, chain FROM audit WHERE sequence = 4")]
    public async Task A_log_that_was_cut_is_refused_at_the_next_start(string tampering)
    {
        await Fill(4);
        Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(() => _test.Reopen(() => _test.Tamper(tampering))).Code);
    }

    [Fact]
    public async Task Many_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, ["a"], Me)))));
        Assert.Equal(200, Log.Verify());
        Assert.Equal(200, Log.Query(new AuditRequest(1000)).Entries.Count);
    }

    private async Task Fill(int count)
    {
        for (int i = 0; i < count; i++)
            await Log.RecordAsync(new Access(AccessKind.Get, SecretScope.Default, [$"name{i}"], Me));
    }
}
