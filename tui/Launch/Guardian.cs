using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>
/// A process of ours that waits for the end of this one, whatever it has become by then, and removes a folder. It is nobody's child: a
/// program that waits for all of its children must not wait for ours. It holds this process's pidfd and nothing else.
/// </summary>
internal static unsafe class Guardian
{
    /// <summary>The command that waits (<c>secrets __guard FOLDER</c>).</summary>
    public const string CommandName = "__guard";

    /// <summary>Where it finds the pidfd.</summary>
    public const int Descriptor = 3;

    // Opaque structures of the C library: at most 336 bytes in any that is common.
    private const int Opaque = 512;

    // The shell ends at once, and what it leaves in the background belongs to init. From then on it waits, even if we are killed.
    private const string Script = "trap '' HUP INT QUIT TERM; \"$@\" </dev/null >/dev/null 2>&1 &";

    /// <summary>Starts it. When this returns, the folder goes with this process.</summary>
    /// <param name="program">This program's path.</param>
    /// <param name="folder">What to remove; its name tells the process.</param>
    /// <exception cref="SecretsException">Failure: it cannot be started.</exception>
    public static void Start(string program, string folder)
    {
        // Linux 5.3. Without it the guardian looks again and again.
        int self = OperatingSystem.IsLinux() ? (int)Libc.SystemCall(Libc.OpenProcess, Environment.ProcessId, 0) : -1;
        byte* actions = stackalloc byte[Opaque];
        byte* attributes = stackalloc byte[Opaque];
        using CStrings vector = new([.. ((string[])["sh", "-c", Script, "sh", program, CommandName, folder]).Select(Encoding.UTF8.GetBytes)]);
        // Of the caller's environment only where the ordinary runtime lies, for programs that are not native.
        string? runtime = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        using CStrings environment = new(runtime is null ? [] : [Encoding.UTF8.GetBytes($"DOTNET_ROOT={runtime}")]);
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        try
        {
            if (self >= 0)
                _ = Libc.AddDuplicate(actions, self, Descriptor);
            foreach (int descriptor in OpenDescriptors())
            {
                if (descriptor is > 2 and not Descriptor)
                    _ = Libc.AddClose(actions, descriptor);
            }
            if (self < 0)
                _ = Libc.AddClose(actions, Descriptor);
            _ = Libc.AddFolder(actions, "/");
            short newSession = (short)(OperatingSystem.IsMacOS() ? 0x0400 : 0x80);
            _ = Libc.SetFlags(attributes, newSession);
            int id;
            int error = Libc.Spawn(&id, "/bin/sh", actions, attributes, vector.Pointer, environment.Pointer);
            if (error != 0)
                throw new SecretsException(ErrorCode.Failure, $"/bin/sh cannot be started: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");
            int status = 0;
            while (Libc.Wait(id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
            {
                // A signal to us.
            }
            // Killed, or out of processes: nobody would wait.
            if (status != 0)
                throw new SecretsException(ErrorCode.Failure, "what removes the run's files cannot be started");
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
            if (self >= 0)
                _ = Libc.Close(self);
        }
    }

    /// <summary>What this process has open. The caller's pipes, above all, must not stay open for as long as the guardian waits.</summary>
    private static List<int> OpenDescriptors()
    {
        List<int> open = [];
        if (!Directory.Exists("/proc/self/fd"))
            return open;
        foreach (string entry in Directory.GetFileSystemEntries("/proc/self/fd"))
            open.Add(int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture));
        return open;
    }
}
