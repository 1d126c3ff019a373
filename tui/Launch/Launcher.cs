using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Mounts;

namespace Secrets.Tui.Launch;

/// <summary>Becomes another program by <c>execve</c>, so that its terminal, signals and exit code are its own and nothing of ours lingers.</summary>
internal sealed unsafe class Launcher : ILauncher
{
    /// <inheritdoc/>
    public LaunchFailure Become(IReadOnlyList<byte[]> arguments, string? folder, RunPlan plan, EnvironmentRules rules)
    {
        using ChildEnvironment environment = new(Libc.Environment(), plan, rules);
        if (plan.Files is { Count: > 0 } files)
            return BecomeInside(files, arguments, folder, environment);
        // The first place stays free for the shell, which runs a script that names no interpreter.
        using CStrings vector = new([Shell, .. arguments]);
        if (folder is not null)
            Enter(folder);
        InheritedSignals.Restore();
        return LaunchFailure.Of(Search(arguments[0], vector.Pointer, environment));
    }

    /// <summary>The same by way of a view of its own, in which the files are; there <c>secrets __enter</c> finds and starts the program.</summary>
    private static LaunchFailure BecomeInside(IReadOnlyList<RunFile> files, IReadOnlyList<byte[]> arguments, string? folder, ChildEnvironment environment)
    {
        using PrivateView view = new(files);
        IReadOnlyList<byte[]> prefix = view.Prefix(Environment.ProcessPath ?? "secrets", folder ?? Directory.GetCurrentDirectory());
        using CStrings vector = new([.. prefix, .. arguments]);
        InheritedSignals.Restore();
        view.Pass();
        _ = Libc.Execute(vector.Pointer[0], vector.Pointer, environment.Pointer);
        return LaunchFailure.Of(Marshal.GetLastPInvokeError());
    }

    private static byte[] Shell => "/bin/sh"u8.ToArray();

    /// <summary>Looks for the program as <c>execvp</c> does, in the PATH that it will have itself. Returns the error that tells most.</summary>
    private static int Search(byte[] program, byte** vector, ChildEnvironment environment)
    {
        if (program.Length == 0)
            return Libc.ENOENT;
        if (Array.IndexOf(program, (byte)'/') >= 0)
            return Try(program, vector, environment);
        ReadOnlySpan<byte> path = environment.Value("PATH"u8, out bool found);
        if (!found)
            path = "/usr/local/bin:/usr/bin:/bin"u8;
        int error = Libc.ENOENT;
        while (true)
        {
            int end = path.IndexOf((byte)':');
            ReadOnlySpan<byte> place = end < 0 ? path : path[..end];
            // An empty place is the current folder.
            int failure = Try(place.IsEmpty ? [.. "./"u8, .. program] : [.. place, (byte)'/', .. program], vector, environment);
            // Found, but not permitted: remembered, while the search goes on. Anything that is not "not here" ends it.
            if (failure == Libc.EACCES)
                error = failure;
            else if (failure is not (Libc.ENOENT or Libc.ENOTDIR))
                return failure;
            if (end < 0)
                return error;
            path = path[(end + 1)..];
        }
    }

    private static int Try(ReadOnlySpan<byte> file, byte** vector, ChildEnvironment environment)
    {
        byte[] path = [.. file, 0];
        fixed (byte* start = path)
        {
            _ = Libc.Execute(start, vector + 1, environment.Pointer);
            int error = Marshal.GetLastPInvokeError();
            if (error != Libc.ENOEXEC)
                return error;
            // A script without a first line that names its interpreter: the shell's, as execvp and every shell have it.
            byte* name = vector[1];
            vector[1] = start;
            _ = Libc.Execute(vector[0], vector, environment.Pointer);
            vector[1] = name;
            return error;
        }
    }

    private static void Enter(string folder)
    {
        byte[] path = [.. Encoding.UTF8.GetBytes(folder), 0];
        fixed (byte* start = path)
        {
            if (Libc.ChangeFolder(start) == 0)
                return;
        }
        throw new SecretsException(
            ErrorCode.Failure, $"the folder {folder} cannot be entered: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()).ToLowerInvariant()}");
    }
}
