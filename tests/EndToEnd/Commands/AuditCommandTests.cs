using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Who used what: what the real programs leave in the real log, and how it is read.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private const string Default = "default/default";

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    /// <summary>Each command line, and the entries that it leaves: action, scope, secrets, program, detail.</summary>
    [Fact]
    public void Each_command_leaves_the_entry_that_says_what_it_did()
    {
        string backup = Path.Combine(Directory.CreateDirectory(Path.Combine(_home.Folder, "kept")).FullName, "vault.backup");
        File.WriteAllText(Path.Combine(_home.Folder, "in.env"), "I=1\nJ=2\n");
        File.WriteAllText(Path.Combine(_home.Folder, "template"), "x=${{ secrets.A }}\n");
        string other = Path.Combine(_home.Folder, "other.key");
        File.WriteAllBytes(Path.Combine(_home.Folder, "wrong.key"), new byte[32]);
        string[] proof = ["--key-file", _home.KeyFile];
        Assert.Equal(["init||||"], New());

        (string[] Command, int Code, string[] Entries)[] table =
        [
            // Values that leave, each by its way.
            (["set", "A=1", "B=2"], 0, [$"set|{Default}|A,B||"]),
            (["get", "A"], 0, [$"get|{Default}|A||"]),
            (["get", "--json", "A", "B"], 0, [$"get|{Default}|A,B||"]),
            (["run", "--only", "A", "--", "/bin/true"], 0, [$"run|{Default}|A|true|"]),
            (["export"], 0, [$"export|{Default}|A,B||"]),
            (["inject", "template"], 0, [$"inject|{Default}|A||"]),
            // Changes.
            (["set", "--stage", "A=3"], 0, [$"set|{Default}|A||staged"]),
            (["deploy"], 0, [$"deploy|{Default}|A||"]),
            (["deploy"], 0, []),
            (["set", "A", "--description", "of the shop"], 0, [$"edit|{Default}|A||"]),
            (["rollback", "A", "--to", "1"], 0, [$"rollback|{Default}|A||to version 1"]),
            (["undo"], 0, [$"undo|{Default}|A||takes back rollback"]),
            (["undo"], 0, [$"undo|{Default}|A||brings back rollback"]),
            (["set", "--stage", "B=9"], 0, [$"set|{Default}|B||staged"]),
            (["discard"], 0, [$"discard|{Default}|B||"]),
            (["rename", "B", "C"], 0, [$"rename|{Default}|B,C||B is C now"]),
            (["rename", "C", "C"], 0, []),
            (["import", "in.env"], 0, [$"import|{Default}|I,J||"]),
            (["unset", "I", "J"], 0, [$"delete|{Default}|I,J||"]),
            // Projects and environments.
            (["project", "create", "llm"], 0, ["project-create|llm|||"]),
            (["project", "rename", "llm", "ml"], 0, ["project-rename|ml|||was llm"]),
            (["-p", "ml", "environment", "create", "dev", "--inherits", "default"], 0, ["environment-create|ml/dev|||inherits from default"]),
            (["-p", "ml", "environment", "rename", "dev", "test"], 0, ["environment-rename|ml/test|||was dev"]),
            (["-p", "ml", "environment", "inherit", "test", "--none"], 0, ["environment-inherit|ml/test|||inherits from none"]),
            (["copy", "A", "--to", "ml/test"], 0, [$"copy|{Default}|A||to ml/test", $"copy|ml/test|A||from {Default}"]),
            (["move", "C", "--to", "ml/test"], 0, [$"move|{Default}|C||to ml/test", $"move|ml/test|C||from {Default}"]),
            (["-p", "ml", "environment", "delete", "test", "-y"], 0, ["environment-delete|ml/test|||"]),
            (["project", "delete", "ml", "-y"], 0, ["project-delete|ml|||"]),
            // The vault and its keys.
            (["slot", "add", "key-file", other, "--label", "stick", .. proof], 0, ["slot-add||||slot # key file \"stick\""]),
            (["unlock", "--key-file", other], 0, ["unlock||||slot # key file \"stick\""]),
            (["unlock", "--key-file", "wrong.key"], 5, ["wrong-key||||a key file, to unlock"]),
            (["slot", "remove", "2", "-y", "--key-file", "wrong.key"], 5, ["wrong-key||||a key file, to remove a slot"]),
            (["lock"], 0, ["lock||||"]),
            (["lock"], 0, []),
            (["get", "A"], 4, []),
            (["set", "A=4"], 0, [$"set|{Default}|A||"]),
            (["unlock", .. proof], 0, ["unlock||||slot # key file"]),
            (["rotate", "--all"], 0, ["rotate||||"]),
            (["rotate"], 0, [$"rotate|{Default}|||"]),
            (["backup", backup], 0, [$"backup||||to {backup}"]),
            // What reads no value, or fails, leaves nothing.
            (["list"], 0, []),
            (["show", "A"], 0, []),
            (["history", "A"], 0, []),
            (["diff", "A@1", "A@2"], -1, []),
            (["get", "nothing"], 3, []),
            (["audit"], 0, []),
            (["audit", "verify"], 0, []),
            (["check", "--unused", "never"], 0, []),
        ];
        foreach ((string[] command, int code, string[] entries) in table)
        {
            Finished finished = _home.Run(command);
            Assert.True(code < 0 || finished.ExitCode == code, $"{string.Join(' ', command)}: {finished}");
            Assert.True(entries.SequenceEqual(New()), $"{string.Join(' ', command)} left {string.Join("  ", _last)}");
        }
        JsonNode[] all = Log("-n", "all");
        Assert.All(all, entry => Assert.Equal(NativeLibc.EffectiveUser(), (uint)entry["uid"]!));
        Assert.All(all, entry => Assert.NotEqual(0, (int)entry["pid"]!));
        Assert.StartsWith($"OK: {all.Length} entries", _home.Run("audit", "verify").Text, StringComparison.Ordinal);
        // A restore writes into the log that it brings back.
        Assert.Equal(0, _home.Run(["restore", backup, "--replace", "-y", .. proof]).ExitCode);
        Assert.Equal("restore", (string?)Log()[0]["action"]);
    }

    [Fact]
    public void The_log_can_be_read_while_locked_and_tells_the_program_that_asked()
    {
        Do("set", "A=1", "B=2");
        Do("run", "--only", "B", "--", "/bin/true");
        Do("get", "A");
        Do("lock");
        JsonNode[] log = Log();
        Assert.Equal(["lock", "get", "run", "set", "init"], log.Select(entry => (string)entry["action"]!));
        Assert.Equal("true", (string?)log[2]["program"]);
        Assert.NotNull((string?)log[1]["executable"]);
        string[] lines = Do("audit").Split('\n');
        Assert.Matches(@"^TIME +ACTION +SCOPE +SECRETS +PROGRAM +PID +DETAIL$", lines[0]);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  run +default/default +B +true +\d+$", lines[3]);
    }

    [Fact]
    public void What_is_asked_for_is_what_is_shown()
    {
        Do("set", "A=1", "B=2");
        Do("environment", "create", "dev");
        Do("set", "dev/A=3");
        Do("get", "A");
        Do("get", "B");
        Do("-e", "dev", "get", "A");
        Assert.Equal(["get default/dev", "get default/default", "set default/dev", "set default/default"], Found("--name", "A"));
        Assert.Equal(["get default/dev", "get default/default", "get default/default"], Found("--action", "get"));
        Assert.Equal(["environment-create default/dev"], Found("--action", "environment"));
        Assert.Equal(["get default/dev", "set default/dev", "environment-create default/dev"], Found("-e", "dev"));
        Assert.Equal(["get default/dev", "get default/default"], Found("-n", "2"));
        Assert.Equal(["get default/dev"], Found("GET", "!default/default"));
        Assert.Equal(7, Found("--since", "1h").Length);
        Assert.Empty(Found("--since", "2999-01-01"));
        Assert.Equal("secrets: note: the audit log has no such entry\n", _home.Run("audit", "log", "nowhere", "--json").Error);
        foreach (string[] wrong in new[] { new[] { "--limit", "0" }, ["--since", "soon"], ["verify", "x"], ["nonsense"] })
            Assert.Equal(2, _home.Run([.. new[] { "audit" }, .. wrong]).ExitCode);
    }

    [Fact]
    public async Task A_page_begins_where_the_last_one_ended_however_many_there_are()
    {
        using DaemonClient client = _home.Connect();
        Do("set", "A=1");
        for (int i = 0; i < 30; i++)
            using (await client.GetAsync(new GetRequest(["A"]), CancellationToken.None))
            {
            }
        List<long> seen = [];
        long? next = null;
        do
        {
            AuditReply page = await client.AuditAsync(new AuditRequest(7, next), CancellationToken.None);
            Assert.InRange(page.Entries.Count, 1, 7);
            seen.AddRange(page.Entries.Select(entry => entry.Sequence));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range(1, 32).Reverse().Select(number => (long)number), seen);
        Assert.Equal([32L, 31], (await client.AuditAsync(new AuditRequest(After: 30), CancellationToken.None)).Entries.Select(entry => entry.Sequence));
        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => client.AuditAsync(new AuditRequest(1001), CancellationToken.None))).Code);
    }

    [Theory]
    [InlineData("UPDATE audit SET body = (SELECT body FROM audit WHERE sequence = 4) WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM audit WHERE sequence = 2", 2)]
    public void A_row_that_was_changed_or_removed_ends_the_verification_with_8_and_its_number(string tampering, int entry)
    {
        foreach (string name in new[] { "A", "B", "C", "D" })
            Do("set", $"{name}=1");
        _home.StopDaemon();
        using (SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = _home.Paths.Database, Pooling = false }.ToString()))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = tampering;
            Assert.Equal(1, command.ExecuteNonQuery());
        }
        foreach (string[] command in new[] { new[] { "audit", "verify" }, ["audit", "-n", "all"] })
        {
            Finished damaged = _home.Run(command);
            Assert.Equal(8, damaged.ExitCode);
            Assert.Contains($"audit entry {entry} ", damaged.Error, StringComparison.Ordinal);
        }
        // What came after it can still be read, as far as it is there.
        Assert.Equal(0, _home.Run("audit", "-n", "1").ExitCode);
    }

    [Fact]
    public void Who_follows_the_log_sees_each_entry_as_it_is_written()
    {
        Do("set", "A=1");
        using NativeProcess follower = NativeProcess.StartOnTerminal(_home.Command("audit", "log", "-f", "--action", "get"));
        // Nothing is polled: it may begin to follow only after the first of these.
        Bounded.Until(
            () =>
            {
                Do("get", "A");
                return follower.OutputSoFar.Contains("get ", StringComparison.Ordinal);
            },
            "the follower saw an entry");
        int before = Lines(follower);
        Do("get", "A");
        Bounded.Until(() => Lines(follower) > before, "the follower saw the next");
        Do("set", "A=2");
        Assert.DoesNotContain("set ", follower.OutputSoFar, StringComparison.Ordinal);
        follower.Type("\u0003");
        follower.Wait();
    }

    [Fact]
    public void Show_tells_where_a_secret_is_used_also_through_an_environment_that_inherits_it()
    {
        Do("set", "A=1", "B=1");
        Do("environment", "create", "dev", "--inherits", "default");
        for (int i = 0; i < 3; i++)
            Do("run", "--only", "A", "--", "/bin/true");
        Do("-e", "dev", "run", "--only", "A", "--", "/bin/true");
        Do("get", "A");
        string shown = Do("show", "A");
        Assert.Matches(@"used +get by \S+ in default/default, once .+\n +run true in default/dev, once .+\n +run true in default/default, 3 times, last .+\n", shown);
        JsonNode uses = JsonNode.Parse(Do("show", "A", "--json"))!["uses"]!;
        Assert.Equal([1L, 1, 3], uses.AsArray().Select(use => (long)use!["count"]!));
        Assert.Empty(JsonNode.Parse(Do("show", "B", "--json"))!["uses"]!.AsArray());
        Assert.DoesNotContain("\nused ", Do("show", "B"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_is_in_the_log()
    {
        Do("set", "A=canary-of-the-log");
        Do("get", "A");
        Do("run", "--only", "A", "--", "/bin/true");
        Do("export");
        Assert.DoesNotContain("canary-of-the-log", Do("audit", "-n", "all", "--json"), StringComparison.Ordinal);
    }

    private static int Lines(NativeProcess process) => process.OutputSoFar.Count(character => character == '\n');

    private long _seen;
    private string[] _last = [];

    /// <summary>What was added since the last call, oldest first; a slot's number and program files are left out.</summary>
    private string[] New()
    {
        using DaemonClient client = _home.Connect();
        IReadOnlyList<AuditRecord> added = client.AuditAsync(new AuditRequest(After: _seen), CancellationToken.None).GetAwaiter().GetResult().Entries;
        _seen += added.Count;
        return _last = [.. added.Reverse().Select(Short)];
    }

    private static string Short(AuditRecord entry)
    {
        string scope = entry.Environment is null ? entry.Project ?? "" : $"{entry.Project}/{entry.Environment}";
        string detail = Regex.Replace(entry.Detail ?? "", "^slot [0-9]+,", "slot #", RegexOptions.None, TimeSpan.FromSeconds(1));
        return $"{entry.Action}|{scope}|{string.Join(',', entry.Names)}|{entry.Program}|{detail}";
    }

    private static string Scope(JsonNode entry) => entry["environment"] is { } environment ? $"{entry["project"]}/{environment}" : $"{entry["project"]}";

    private string[] Found(params string[] options) => [.. Log(options).Select(entry => $"{entry["action"]} {Scope(entry)}")];

    private JsonNode[] Log(params string[] options) =>
        [.. Do(["audit", "log", .. options, "--json"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private string Do(params string[] command)
    {
        Finished finished = _home.Run(command);
        Assert.True(finished.ExitCode == 0, $"secrets {string.Join(' ', command)}: {finished}");
        return finished.Text;
    }
}
