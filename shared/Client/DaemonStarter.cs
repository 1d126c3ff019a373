using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>
/// Runs <c>secretsd --background</c>, which starts the daemon in a session of its own and ends. That way the daemon is never a child
/// of this process, which may be about to become somebody's command and would have a child that it knows nothing of.
/// </summary>
internal sealed unsafe class DaemonStarter
{
    private const int CloseFrom = 3;
    private const int NoHang = 1;

    /// <summary>
    /// What the daemon sees of the caller's environment. Not all: a client inside <c>secrets run</c> has secrets there, which would lie in
    /// the daemon's environment for days.
    /// </summary>
    private static readonly string[] Passed =
        ["HOME", "USER", "LOGNAME", "PATH", "LANG", "TZ", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME",
            "DBUS_SESSION_BUS_ADDRESS", "DOTNET_ROOT", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"];

    private int _process;

    private DaemonStarter(int process) => _process = process;

    /// <summary>Starts the program.</summary>
    /// <param name="executable">The absolute path of <c>secretsd</c>.</param>
    /// <param name="home">Its SECRETS_HOME, absolute, or null for none: the place that this client looks at, whatever its own environment says.</param>
    /// <exception cref="SecretsException">Unreachable: it cannot be executed.</exception>
    public static DaemonStarter Start(string executable, string? home)
    {
        // Opaque structures of the C library: at most 336 bytes in any that is common.
        byte* actions = stackalloc byte[512];
        byte* attributes = stackalloc byte[512];
        List<nint> strings = [];
        try
        {
            PrepareActions(actions);
            PrepareAttributes(attributes);
            byte** arguments = Vector([executable, "--background"], strings);
            byte** environment = Vector(Environment(home), strings);
            int process;
            int error = Libc.Spawn(&process, executable, actions, attributes, arguments, environment);
            return error == 0
                ? new DaemonStarter(process)
                : throw new SecretsException(
                    ErrorCode.Unreachable, $"the daemon {executable} cannot be started: {Marshal.GetPInvokeErrorMessage(error)}", "it belongs beside secrets; install again");
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
            foreach (nint text in strings)
                NativeMemory.Free((void*)text);
        }
    }

    /// <summary>Collects the program's end, so that no child is left to whatever this process becomes.</summary>
    /// <param name="wait">Whether to wait for it.</param>
    /// <returns>Null while it runs; else whether it did its work.</returns>
    public bool? Collect(bool wait)
    {
        if (_process == 0)
            return true;
        int status;
        int result;
        do
            result = Libc.Wait(_process, &status, wait ? 0 : NoHang);
        while (result < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
        if (result == 0)
            return null;
        _process = 0;
        // Where SIGCHLD is ignored there is nothing to collect, and no status to know.
        return result < 0 || status == 0;
    }

    private static void PrepareActions(byte* actions)
    {
        _ = Libc.InitActions(actions);
        const int ReadWrite = 2;
        for (int descriptor = 0; descriptor < CloseFrom; descriptor++)
            _ = Libc.AddOpen(actions, descriptor, "/dev/null", ReadWrite, 0);
        // Descriptors that our own caller left open: a pipe among them would keep its reader waiting for as long as the daemon lives.
        foreach (string entry in Directory.EnumerateFileSystemEntries("/dev/fd/"))
        {
            if (int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor) && descriptor >= CloseFrom)
                _ = Libc.AddClose(actions, descriptor);
        }
    }

    /// <summary>Signals as a fresh process has them: what a shell or a runtime ignores or blocks would be inherited.</summary>
    private static void PrepareAttributes(byte* attributes)
    {
        const short SetSignalDefaultAndMask = 0x04 | 0x08;
        byte* signals = stackalloc byte[128];
        _ = Libc.InitAttributes(attributes);
        _ = Libc.SetFlags(attributes, SetSignalDefaultAndMask);
        _ = Libc.EmptySignals(signals);
        _ = Libc.SetSignalMask(attributes, signals);
        _ = Libc.FillSignals(signals);
        _ = Libc.SetSignalDefault(attributes, signals);
    }

    private static List<string> Environment(string? home)
    {
        List<string> environment = home is null ? [] : [$"SECRETS_HOME={home}"];
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            string name = (string)entry.Key;
            if (Array.IndexOf(Passed, name) >= 0)
                environment.Add($"{name}={entry.Value}");
        }
        return environment;
    }

    /// <summary>A null-terminated array of C strings.</summary>
    private static byte** Vector(List<string> texts, List<nint> strings)
    {
        byte** vector = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Count + 1), (nuint)sizeof(byte*));
        strings.Add((nint)vector);
        for (int i = 0; i < texts.Count; i++)
        {
            int length = Encoding.UTF8.GetByteCount(texts[i]);
            vector[i] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
            strings.Add((nint)vector[i]);
            Encoding.UTF8.GetBytes(texts[i], new Span<byte>(vector[i], length));
        }
        return vector;
    }
}
