using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch;

/// <summary>Looks for a program and becomes it, as <c>execvp</c> does, in the PATH that it will have itself.</summary>
internal static unsafe class ProgramStart
{
    /// <summary>Becomes the program; returns only where that failed.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="vector">Its arguments from the second place on; the first stays free for the shell, which runs a script that names no interpreter.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <returns>The error that tells most.</returns>
    public static int Execute(byte[] program, byte** vector, byte** environment)
    {
        if (program.Length == 0)
            return Libc.ENOENT;
        if (Array.IndexOf(program, (byte)'/') >= 0)
            return Try(program, vector, environment);
        ReadOnlySpan<byte> path = Path(environment);
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

    private static ReadOnlySpan<byte> Path(byte** environment)
    {
        for (byte** entry = environment; *entry != null; entry++)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*entry);
            if (text.StartsWith("PATH="u8))
                return text[5..];
        }
        return "/usr/local/bin:/usr/bin:/bin"u8;
    }

    private static int Try(ReadOnlySpan<byte> file, byte** vector, byte** environment)
    {
        byte[] path = [.. file, 0];
        fixed (byte* start = path)
        fixed (byte* shell = "/bin/sh"u8)
        {
            _ = Libc.Execute(start, vector + 1, environment);
            int error = Marshal.GetLastPInvokeError();
            if (error != Libc.ENOEXEC)
                return error;
            // A script without a first line that names its interpreter: the shell's, as execvp and every shell have it.
            byte* name = vector[1];
            vector[0] = shell;
            vector[1] = start;
            _ = Libc.Execute(shell, vector, environment);
            vector[1] = name;
            return error;
        }
    }
}
