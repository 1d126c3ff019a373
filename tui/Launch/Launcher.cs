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
        {
            InheritedSignals.Restore();
            return BecomeInside(files, arguments, folder, environment.Pointer);
        }
        // The first place stays free for the shell, which runs a script that names no interpreter.
        using CStrings vector = new([[], .. arguments]);
        if (folder is not null)
            Enter(folder);
        InheritedSignals.Restore();
        return LaunchFailure.Of(ProgramStart.Execute(arguments[0], vector.Pointer, environment.Pointer));
    }

    /// <summary>The same by way of a view of its own, in which the files are; there <c>secrets __enter</c> finds and starts the program.</summary>
    /// <param name="files">The files, with their contents.</param>
    /// <param name="arguments">The argument vector.</param>
    /// <param name="folder">Where it starts, or null to stay.</param>
    /// <param name="environment">Its whole environment.</param>
    public static LaunchFailure BecomeInside(IReadOnlyList<RunFile> files, IReadOnlyList<byte[]> arguments, string? folder, byte** environment)
    {
        using PrivateView view = new(files);
        IReadOnlyList<byte[]> prefix = view.Prefix(Environment.ProcessPath ?? "secrets", folder ?? Directory.GetCurrentDirectory());
        using CStrings vector = new([.. prefix, .. arguments]);
        view.Pass();
        _ = Libc.Execute(vector.Pointer[0], vector.Pointer, environment);
        return LaunchFailure.Of(Marshal.GetLastPInvokeError());
    }

    /// <summary>Changes our own folder, for the program that we become.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be entered.</exception>
    public static void Enter(string folder)
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
