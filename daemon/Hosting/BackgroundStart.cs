using System.Globalization;
using System.Runtime.InteropServices;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>
/// <c>secretsd --background</c>: starts the daemon in a session of its own and ends at once, so that the daemon is nobody's child,
/// in particular not of the program that <c>secrets run</c> becomes. Mistakes that can be seen beforehand are told here, because
/// the daemon itself then has nobody to tell them to.
/// </summary>
internal static unsafe class BackgroundStart
{
    // glibc and musl, Darwin. The structures are opaque: glibc's are 336 and 80 bytes, Darwin's one pointer each.
    private const short LinuxSetSession = 0x80;
    private const short DarwinSetSession = 0x400;
    private const int OpaqueSize = 512;
    private const int ReadWrite = 2;

    /// <summary>Starts the daemon.</summary>
    /// <exception cref="SecretsException">Failure: a directory or the pipe's place is not ours, or the system starts no process.</exception>
    public static void Run(SecretsPaths paths)
    {
        Places.Prepare(paths);
        PipePlace.Check(paths.Pipe, Libc.geteuid());
        string? home = Environment.GetEnvironmentVariable("SECRETS_HOME") is { Length: > 0 } value ? Path.GetFullPath(value) : null;
        Dictionary<string, string> environment = DaemonEnvironment.Clean(DaemonEnvironment.Read(), OwnProgram.IsNative, home);
        CloseOnExec();
        // The daemon must not keep a file system busy; this process has nothing else to do, so it changes its own directory for it.
        if (Libc.chdir("/") != 0)
            throw Refused(Marshal.GetLastPInvokeError());
        Spawn(OwnProgram.Command(), [.. environment.Select(variable => $"{variable.Key}={variable.Value}")]);
    }

    private static void Spawn(IReadOnlyList<string> command, IReadOnlyList<string> environment)
    {
        byte* attributes = stackalloc byte[OpaqueSize];
        byte* actions = stackalloc byte[OpaqueSize];
        using NativeStrings argv = new(command);
        using NativeStrings envp = new(environment);
        Demand(Libc.posix_spawnattr_init(attributes));
        Demand(Libc.posix_spawnattr_setflags(attributes, OperatingSystem.IsLinux() ? LinuxSetSession : DarwinSetSession));
        Demand(Libc.posix_spawn_file_actions_init(actions));
        for (int descriptor = 0; descriptor <= 2; descriptor++)
            Demand(Libc.posix_spawn_file_actions_addopen(actions, descriptor, "/dev/null", ReadWrite, 0));
        int pid;
        Demand(Libc.posix_spawn(&pid, command[0], actions, attributes, argv.Pointer, envp.Pointer));
        _ = Libc.posix_spawn_file_actions_destroy(actions);
        _ = Libc.posix_spawnattr_destroy(attributes);
    }

    /// <summary>Marks every inherited descriptor, so that the daemon holds no pipe open that somebody waits for the end of.</summary>
    private static void CloseOnExec()
    {
        nuint setCloseOnExec = OperatingSystem.IsLinux() ? 0x5451u : 0x20006601u;
        foreach (string entry in Directory.GetFiles("/dev/fd/"))
        {
            // The descriptor of the listing itself is gone by now: an error there is expected.
            if (int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out int descriptor) && descriptor > 2)
                _ = Libc.ioctl(descriptor, setCloseOnExec);
        }
    }

    private static void Demand(int error)
    {
        if (error != 0)
            throw Refused(error);
    }

    private static SecretsException Refused(int error) => new(ErrorCode.Failure, $"the daemon could not be started: error {error}");
}
