using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>What happens before anything else: no file of ours is for others, no core file, no other process looks into this one.</summary>
internal static class Hardening
{
    private const uint OwnerOnly = 0x3F;

    /// <summary>Tells a restarted process that it is one, so that an environment that cannot be cleaned ends in an error and not in a loop.</summary>
    private const string Restarted = "SECRETSD_RESTARTED";

    /// <summary>Hardens the process. A build for the ordinary runtime replaces itself once by a copy with a clean environment.</summary>
    /// <exception cref="SecretsException">Failure: the system refused; a daemon that is not hardened does not run.</exception>
    public static unsafe void Apply(string[] arguments)
    {
        _ = Libc.umask(OwnerOnly);
        ulong* none = stackalloc ulong[2] { 0, 0 };
        if (Libc.setrlimit(Libc.ResourceCore, none) != 0)
            throw Refused("RLIMIT_CORE");
        if (!OwnProgram.IsNative)
            RestartClean(arguments);
        // After the restart: execve makes a process dumpable again. Darwin has no such switch; there a debugger needs an entitlement.
        if (OperatingSystem.IsLinux() && Libc.prctl(Libc.SetDumpable, 0, 0, 0, 0) != 0)
            throw Refused("PR_SET_DUMPABLE");
    }

    private static unsafe void RestartClean(string[] arguments)
    {
        Dictionary<string, string> environment = DaemonEnvironment.Read();
        if (!DaemonEnvironment.IsUnsafe(environment))
            return;
        if (environment.ContainsKey(Restarted))
            throw new SecretsException(ErrorCode.Failure, "the environment could not be cleaned", "unset LD_*, DOTNET_* and CORECLR_* variables");
        Dictionary<string, string> clean = DaemonEnvironment.Clean(environment, isNative: false, home: null);
        clean[Restarted] = "1";
        RemoveDiagnostics();
        using NativeStrings argv = new(OwnProgram.Command(arguments));
        using NativeStrings envp = new([.. clean.Select(variable => $"{variable.Key}={variable.Value}")]);
        Libc.execve(OwnProgram.Path, argv.Pointer, envp.Pointer);
        throw Refused("a restart");
    }

    /// <summary>The runtime made its sockets before the first line of ours ran, and removes them at an orderly end, which execve is not.</summary>
    private static void RemoveDiagnostics()
    {
        try
        {
            foreach (string kind in (string[])["dotnet-diagnostic", "clr-debug-pipe"])
            {
                foreach (string path in Directory.GetFiles(Path.GetTempPath(), $"{kind}-{Environment.ProcessId}-*"))
                    File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Litter, at worst: nobody listens there any more.
        }
    }

    private static SecretsException Refused(string what) =>
        new(ErrorCode.Failure, $"the system refused {what}: error {Marshal.GetLastPInvokeError()}");
}
