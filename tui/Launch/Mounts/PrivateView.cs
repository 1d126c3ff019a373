using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Mounts;

/// <summary>
/// A view of the file system with files of its own, for the program that this process becomes and for all that it starts. Bubblewrap
/// builds it around a shell that only waits; then nsenter takes this very process in, so that its id, terminal, signals and exit code
/// stay what they are, which they would not as bubblewrap's child. Nobody holds the view but who is in it: with the last of them the
/// kernel drops the files, whatever ended it.
/// </summary>
internal sealed unsafe class PrivateView : IDisposable
{
    /// <summary>The command that goes on inside (<c>secrets __enter DESCRIPTORS FOLDER PROGRAM…</c>).</summary>
    public const string CommandName = "__enter";

    // Opaque structures of the C library: at most 336 bytes in any that is common.
    private const int Opaque = 512;

    private readonly string _enter;
    private readonly int _mounts = -1;
    private readonly int _users = -1;

    /// <summary>Builds it.</summary>
    /// <param name="files">Absolute paths and contents.</param>
    /// <exception cref="SecretsException">Refused: a file cannot be put there. Failure: a tool is missing, or the system forbids it.</exception>
    public PrivateView(IReadOnlyList<RunFile> files)
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        string wrap = Find("bwrap", "bubblewrap", path);
        _enter = Find("nsenter", "util-linux", path);
        MountLayout layout = new(files.Select(file => file.Path));
        List<MemoryFile> contents = [];
        int* input = stackalloc int[2];
        int* output = stackalloc int[2];
        try
        {
            foreach (RunFile file in files)
                contents.Add(new MemoryFile(file.Content!.Span));
            // Where the descriptors stand in bubblewrap: above all that are to be moved there.
            int first = contents[^1].Descriptor + 16;
            using MemoryFile arguments = new([.. layout.Arguments(first + 1).SelectMany(argument => Encoding.UTF8.GetBytes(argument + "\0"))]);
            if (Libc.Pipe(input) != 0 || Libc.Pipe(output) != 0)
                throw new SecretsException(ErrorCode.Failure, "no pipe can be made");
            foreach (int end in (ReadOnlySpan<int>)[input[0], input[1], output[0], output[1]])
                _ = Libc.Control(end, Libc.SetCloseOnExec);
            int holder = Spawn(wrap, first, [arguments.Descriptor, .. contents.Select(content => content.Descriptor)], input[0], output[1]);
            _ = Libc.Close(input[0]);
            _ = Libc.Close(output[1]);
            try
            {
                (_mounts, _users) = Open(ReadShell(output[0]));
            }
            finally
            {
                // The end of its input ends the shell, and that bubblewrap.
                _ = Libc.Close(input[1]);
                _ = Libc.Close(output[0]);
                int status = 0;
                while (Libc.Wait(holder, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
                {
                    // A signal to us.
                }
            }
        }
        finally
        {
            foreach (MemoryFile content in contents)
                content.Dispose();
        }
    }

    /// <summary>The words before the program's own: with them this process enters the view and goes on there.</summary>
    /// <param name="program">This program's path.</param>
    /// <param name="folder">Where the program starts.</param>
    public IReadOnlyList<byte[]> Prefix(string program, string folder)
    {
        List<string> words = [_enter, $"--mount=/proc/self/fd/{_mounts}"];
        if (_users >= 0)
            words.AddRange([$"--user=/proc/self/fd/{_users}", "--preserve-credentials"]);
        words.AddRange(["--", program, CommandName, _users >= 0 ? $"{_mounts},{_users}" : $"{_mounts}", folder]);
        return [.. words.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Lets the descriptors pass into the next program; to be called directly before <c>execve</c>.</summary>
    public void Pass()
    {
        _ = Libc.Control(_mounts, Libc.ClearCloseOnExec);
        if (_users >= 0)
            _ = Libc.Control(_users, Libc.ClearCloseOnExec);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Libc.Close(_mounts);
        if (_users >= 0)
            _ = Libc.Close(_users);
    }

    private static string Find(string program, string package, string? path) => ProgramSearch.Find(program, path) ?? throw new SecretsException(
        ErrorCode.Failure,
        $"files at paths of their own need {program}, which is not installed",
        $"install the package {package}; or secrets run --file NAME, which puts the file in $SECRETS_DIR");

    private static int Spawn(string wrap, int first, int[] descriptors, int input, int output)
    {
        byte* actions = stackalloc byte[Opaque];
        byte* attributes = stackalloc byte[Opaque];
        byte* signals = stackalloc byte[Opaque];
        // Paths travel by descriptor too: as arguments they might be too many.
        string[] words = ["bwrap", "--args", first.ToString(CultureInfo.InvariantCulture), "--", "/bin/sh", "-c", "echo $$; read -r _"];
        using CStrings vector = new([.. words.Select(Encoding.UTF8.GetBytes)]);
        using CStrings environment = new([Encoding.UTF8.GetBytes("PATH=/usr/bin:/bin")]);
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        try
        {
            for (int i = 0; i < descriptors.Length; i++)
                _ = Libc.AddDuplicate(actions, descriptors[i], first + i);
            _ = Libc.AddDuplicate(actions, input, 0);
            _ = Libc.AddDuplicate(actions, output, 1);
            _ = Libc.AddDuplicate(actions, output, 2);
            _ = Libc.FillSignals(signals);
            _ = Libc.SetSignalDefault(attributes, signals);
            const short SetSignalDefault = 0x04;
            _ = Libc.SetFlags(attributes, SetSignalDefault);
            int id;
            int error = Libc.Spawn(&id, wrap, actions, attributes, vector.Pointer, environment.Pointer);
            return error == 0 ? id : throw new SecretsException(ErrorCode.Failure, $"{wrap} cannot be started: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
        }
    }

    /// <summary>The id of the shell, which it says when all is mounted; otherwise what went wrong.</summary>
    private static int ReadShell(int output)
    {
        List<byte> text = [];
        byte* buffer = stackalloc byte[256];
        for (nint count; (count = Libc.Read(output, buffer, 256)) > 0 || (count < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);)
        {
            text.AddRange(new ReadOnlySpan<byte>(buffer, (int)Math.Max(count, 0)));
            if (text.Contains((byte)'\n') && int.TryParse(Encoding.UTF8.GetString([.. text]), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int shell))
                return shell;
        }
        throw new SecretsException(
            ErrorCode.Failure,
            $"the run's files cannot be mounted: {Encoding.UTF8.GetString([.. text]).Trim().Replace('\n', ' ')}",
            "the system may forbid user namespaces; secrets run --file NAME puts the file in $SECRETS_DIR, without them");
    }

    private static (int Mounts, int Users) Open(int shell)
    {
        int mounts = Libc.OpenFile($"/proc/{shell}/ns/mnt", Libc.CloseOnExecLinux);
        string users = $"/proc/{shell}/ns/user";
        // Root needs no user namespace, and a process cannot enter the one that it is in.
        bool same = new FileInfo(users).LinkTarget is { } name && name == new FileInfo("/proc/self/ns/user").LinkTarget;
        int user = same ? -1 : Libc.OpenFile(users, Libc.CloseOnExecLinux);
        return mounts >= 0 && (same || user >= 0)
            ? (mounts, user)
            : throw new SecretsException(ErrorCode.Failure, $"the run's files cannot be reached: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()).ToLowerInvariant()}");
    }
}
