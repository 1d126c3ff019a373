using Xunit;

namespace Secrets.Tests.Architecture;

/// <summary>
/// Which room may reach into which (ARCHITECTURE.md), checked on the built assemblies: a room is a namespace with all below it, and
/// reaching is any mention of a type, in a signature, an attribute or the body of a method.
/// </summary>
public sealed class LayeringTests
{
    private static readonly IReadOnlySet<CodeReference> All =
        new HashSet<CodeReference>(new[] { "Secrets.Shared.dll", "secretsd.dll", "secrets.dll" }
            .SelectMany(name => CodeReader.Read(Path.Combine(AppContext.BaseDirectory, name))));

    /// <summary>Room by room, all others of ours that it may name. The longest name that fits a namespace decides; itself is always allowed.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Secrets.Shared"] = [],
        ["Secrets.Shared.Memory"] = [],
        ["Secrets.Shared.Contract"] = ["Secrets.Shared.Memory"],
        ["Secrets.Shared.Forms"] = ["Secrets.Shared.Contract"],
        ["Secrets.Shared.Rpc"] = ["Secrets.Shared.Contract"],
        ["Secrets.Shared.Client"] = ["Secrets.Shared", "Secrets.Shared.Contract", "Secrets.Shared.Rpc"],

        ["Secrets.Daemon.Crypto"] = ["Secrets.Shared.Contract"],
        ["Secrets.Daemon.Store"] = ["Secrets.Shared.Contract"],
        ["Secrets.Daemon.Audit"] = ["Secrets.Shared.Contract", "Secrets.Daemon.Vault", "Secrets.Daemon.Store"],
        ["Secrets.Daemon.Vault"] = ["Secrets.Shared", "Secrets.Shared.Contract", "Secrets.Shared.Forms", "Secrets.Daemon.Crypto", "Secrets.Daemon.Store"],
        ["Secrets.Daemon.Runs"] = ["Secrets.Shared.Contract", "Secrets.Daemon.Vault", "Secrets.Daemon.Runs.Configs", "Secrets.Daemon.Formats"],
        ["Secrets.Daemon.Runs.Configs"] = ["Secrets.Shared.Contract"],
        ["Secrets.Daemon.Formats"] = ["Secrets.Shared.Contract", "Secrets.Daemon.Vault", "Secrets.Daemon.Runs.Configs"],
        ["Secrets.Daemon.Rpc"] =
        [
            "Secrets.Shared", "Secrets.Shared.Contract", "Secrets.Shared.Rpc",
            "Secrets.Daemon.Vault", "Secrets.Daemon.Runs", "Secrets.Daemon.Formats", "Secrets.Daemon.Audit",
        ],

        ["Secrets.Tui.Terminal"] = [],
        ["Secrets.Tui.Launch"] = ["Secrets.Shared.Contract", "Secrets.Shared.Forms"],
        ["Secrets.Tui.Runs"] = ["Secrets.Shared", "Secrets.Shared.Contract", "Secrets.Shared.Client", "Secrets.Tui.Launch"],
        ["Secrets.Tui.ViewModels"] = ["Secrets.Shared.Contract", "Secrets.Shared.Client", "Secrets.Tui.Runs"],
        ["Secrets.Tui.Views"] = ["Secrets.Shared.Contract", "Secrets.Tui.ViewModels", "Secrets.Tui.Terminal", "Secrets.Tui.Runs"],
        ["Secrets.Tui.Commands"] = ["Secrets.Shared", "Secrets.Shared.Contract", "Secrets.Shared.Client", "Secrets.Tui.Launch", "Secrets.Tui.Runs"],
    };

    /// <summary>Rooms that put the others together and may name all of them.</summary>
    private static readonly string[] Composing = ["", "Secrets.Daemon", "Secrets.Daemon.Hosting", "Secrets.Tui"];

    /// <summary>Library (an assembly or a native library, by the beginning of its name) and the only room that may name it.</summary>
    private static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["Microsoft.Data.Sqlite"] = "Secrets.Daemon.Store",
        ["SQLitePCLRaw"] = "Secrets.Daemon.Store",
        ["sqlite3"] = "Secrets.Daemon.Store",
        ["libsqlite3"] = "Secrets.Daemon.Store",
        ["libsodium"] = "Secrets.Daemon.Crypto",
        ["sodium"] = "Secrets.Daemon.Crypto",
        ["YamlDotNet"] = "Secrets.Daemon.Runs.Configs",
        ["System.IO.Pipes"] = "Secrets.Daemon.Rpc",
    };

    [Fact]
    public void No_room_reaches_into_one_that_it_must_not()
    {
        string[] wrong = [.. All.Where(reference => IsOurs(reference.ToNamespace) && !MayReach(reference.FromNamespace, reference.ToNamespace)).Select(Say)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_room_is_in_the_table()
    {
        string[] unknown = [.. All.Select(reference => reference.FromNamespace).Distinct().Where(name => IsOurs(name) && Room(name) is null)];
        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void A_library_is_named_in_one_room_only()
    {
        string[] wrong = [.. All.Where(reference => OnlyIn.Any(rule =>
            reference.Library.StartsWith(rule.Key, StringComparison.Ordinal) && IsOurs(reference.FromNamespace) && !IsIn(reference.FromNamespace, rule.Value))).Select(Say)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Shared_and_the_client_reference_no_package()
    {
        string[] wrong = [.. All.Where(reference =>
            (IsIn(reference.FromNamespace, "Secrets.Shared") || IsIn(reference.FromNamespace, "Secrets.Tui"))
            && reference.ToNamespace.Length > 0
            && !reference.Library.StartsWith("System.", StringComparison.Ordinal)
            && reference.Library is not ("netstandard" or "mscorlib" or "Secrets.Shared" or "secrets")).Select(Say)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_client_never_names_the_daemon()
    {
        string[] wrong = [.. All.Where(reference => reference.Library == "secretsd" && !IsIn(reference.FromNamespace, "Secrets.Daemon") && IsOurs(reference.FromNamespace)).Select(Say)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Secrets.Shared.Rpc", "Secrets.Shared.Contract")]
    [InlineData("Secrets.Shared.Client", "System.Threading.Tasks")]
    public void The_reader_sees_what_is_there(string from, string to) =>
        Assert.Contains(All, reference => IsIn(reference.FromNamespace, from) && reference.ToNamespace == to);

    private static bool MayReach(string from, string to)
    {
        if (Composing.Contains(from, StringComparer.Ordinal) || Room(from) is not { } room)
            return true;
        string target = Room(to) ?? to;
        return target == room || Allowed[room].Contains(target, StringComparer.Ordinal);
    }

    /// <summary>The longest room that a namespace lies in; a composing room is itself; null where the table has none.</summary>
    private static string? Room(string name) => Composing.Contains(name, StringComparer.Ordinal)
        ? name
        : Allowed.Keys.Where(room => IsIn(name, room)).MaxBy(room => room.Length);

    private static bool IsIn(string name, string room) => name == room || name.StartsWith(room + ".", StringComparison.Ordinal);

    private static bool IsOurs(string name) => IsIn(name, "Secrets");

    private static string Say(CodeReference reference) => $"{reference.From} names {reference.To}";
}
