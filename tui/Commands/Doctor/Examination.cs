using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Doctor;

/// <summary>Looks at programs, files, daemon and system.</summary>
internal static unsafe class Examination
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What libsodium's guarded allocations of a full key cache need, and some more.</summary>
    private const ulong WantedLockedMemory = 1 << 20;

    /// <summary>All findings, in the order in which they should be mended.</summary>
    public static List<Finding> Of(CommandContext context) =>
    [
        Program(),
        DaemonProgram(),
        Folder("data", context.Paths.Data),
        Folder("runtime", context.Paths.Runtime),
        .. PrivateFile("vault file", context.Paths.Database),
        .. PrivateFile("device key", context.Paths.DeviceKey),
        .. Daemon(context),
        LockedMemory(),
        Bubblewrap(context),
    ];

    private static Finding Program() => VersionCommand.IsNative
        ? new(FindingLevel.Good, "program", $"secrets {VersionCommand.Release}, native")
        : new(FindingLevel.Warning, "program", $"secrets {VersionCommand.Release}, on the ordinary runtime", "install.sh builds native programs, which start 20 times faster and let no debugger in");

    private static Finding DaemonProgram()
    {
        string path = Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? "/", "secretsd");
        return File.Exists(path)
            ? new(FindingLevel.Good, "secretsd", path)
            : new(FindingLevel.Bad, "secretsd", $"missing: {path}", "install again");
    }

    private static Finding Folder(string what, string path)
    {
        if (FileIdentity.Of(path) is not { } found)
            return new(FindingLevel.Good, what, $"{path}, not made yet");
        if (!found.IsDirectory)
            return new(FindingLevel.Bad, what, $"{path} is no directory", "move it away");
        if (found.User != Io.Posix.EffectiveUser())
            return new(FindingLevel.Bad, what, $"{path} belongs to another user", "set SECRETS_HOME to a directory of yours");
        return (found.Mode & ~OwnerOnly) == 0
            ? new(FindingLevel.Good, what, path)
            : new(FindingLevel.Bad, what, $"{path} is open to others", $"chmod 700 {path}");
    }

    private static IEnumerable<Finding> PrivateFile(string what, string path)
    {
        if (FileIdentity.Of(path) is not { } found)
            yield break;
        yield return found.User == Io.Posix.EffectiveUser() && (found.Mode & ~OwnerOnly) == 0
            ? new(FindingLevel.Good, what, path)
            : new(FindingLevel.Bad, what, $"{path} is open to others, or theirs", $"chmod 600 {path}");
    }

    private static IEnumerable<Finding> Daemon(CommandContext context)
    {
        VaultStatus status;
        Finding? trouble = null;
        try
        {
            status = context.Daemon.Connect().StatusAsync(CancellationToken.None).Result();
        }
        catch (SecretsException exception)
        {
            (status, trouble) = (null!, new Finding(FindingLevel.Bad, "daemon", exception.Message, exception.Hint));
        }
        if (trouble is not null)
        {
            yield return trouble;
            yield break;
        }
        yield return status.Version == VersionCommand.Release && status.Protocol == Protocol.Version
            ? new(FindingLevel.Good, "daemon", $"pid {status.Pid}, version {status.Version}, {status.Pipe}")
            : new(FindingLevel.Warning, "daemon", $"version {status.Version}, but this is {VersionCommand.Release}", "secrets daemon stop; the next command starts the new one");
        yield return status.Initialized
            ? new(FindingLevel.Good, "vault", status.Locked ? "locked" : "unlocked")
            : new(FindingLevel.Warning, "vault", "none yet", "secrets init");
        yield return new(FindingLevel.Good, "sqlite", status.Sqlite ?? "unknown");
        yield return new(FindingLevel.Good, "libsodium", status.Sodium ?? "unknown");
    }

    private static Finding LockedMemory()
    {
        ulong* limit = stackalloc ulong[2];
        int resource = OperatingSystem.IsMacOS() ? 6 : 8;
        if (Io.Posix.GetLimit(resource, limit) != 0 || limit[0] > long.MaxValue)
            return new(FindingLevel.Good, "memory lock", "unlimited");
        string text = $"{limit[0] / 1024} KiB";
        return limit[0] >= WantedLockedMemory
            ? new(FindingLevel.Good, "memory lock", text)
            : new(FindingLevel.Warning, "memory lock", $"{text}: keys may be swapped out", "raise 'ulimit -l' to 1024 or more");
    }

    private static Finding Bubblewrap(CommandContext context) =>
        (context.Variable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "bwrap")))
            ? new(FindingLevel.Good, "bubblewrap", "installed")
            : new(FindingLevel.Warning, "bubblewrap", "not installed", "only runs that want files at exact paths need it: the package is called bubblewrap");
}
