using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>Runs a small program of the desktop, such as one for the clipboard, without a shell and with a bare environment.</summary>
internal sealed unsafe class ChildProgram
{
    private const int NoHang = 1;
    private const int ReadWrite = 2;

    /// <summary>What POSIX lets a ready pipe take without blocking.</summary>
    private const int PipeChunk = 512;

    /// <summary>More than any value has; the rest is not read.</summary>
    private const int MaxOutput = 4 * 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>What such a program needs. The rest stays out: some of them live on, and secrets may be among it.</summary>
    private static readonly string[] Passed =
        ["HOME", "USER", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TERM", "DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "TMUX", "TMUX_PANE", "TMUX_TMPDIR"];

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly int _process;
    private int _input;
    private int _output = -1;

    private ChildProgram(int process, int input, int output)
    {
        _process = process;
        _input = input;
        _output = output;
    }

    private int MillisecondsLeft => Math.Max(0, (int)(Limit - Stopwatch.GetElapsedTime(_began)).TotalMilliseconds);

    /// <inheritdoc cref="ITerminal.Run"/>
    public static byte[]? Run(IReadOnlyList<string> command, ReadOnlySpan<byte> input, bool wantsOutput)
    {
        if (Start(command, wantsOutput) is not { } child)
            return null;
        try
        {
            child.Feed(input);
            byte[] output = child.Drain();
            return child.Collect() ? output : null;
        }
        finally
        {
            child.CloseInput();
            child.CloseOutput();
        }
    }

    private static ChildProgram? Start(IReadOnlyList<string> command, bool wantsOutput)
    {
        // Opaque: at most 80 bytes in any C library that is common.
        byte* actions = stackalloc byte[512];
        List<nint> strings = [];
        (int inputRead, int inputWrite) = Descriptors.Pipe();
        (int outputRead, int outputWrite) = wantsOutput ? Descriptors.Pipe() : (-1, -1);
        try
        {
            _ = Libc.InitActions(actions);
            _ = Libc.AddDuplicate(actions, inputRead, 0);
            if (wantsOutput)
                _ = Libc.AddDuplicate(actions, outputWrite, 1);
            else
                _ = Libc.AddOpen(actions, 1, "/dev/null", ReadWrite, 0);
            _ = Libc.AddOpen(actions, 2, "/dev/null", ReadWrite, 0);
            int process;
            int error = Libc.Spawn(&process, command[0], actions, null, Vector(command, strings), Vector(Environment(), strings));
            if (error == 0)
                return new ChildProgram(process, inputWrite, outputRead);
            _ = Libc.Close(inputWrite);
            if (wantsOutput)
                _ = Libc.Close(outputRead);
            return null;
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.Close(inputRead);
            if (wantsOutput)
                _ = Libc.Close(outputWrite);
            foreach (nint text in strings)
                NativeMemory.Free((void*)text);
        }
    }

    private void Feed(ReadOnlySpan<byte> input)
    {
        while (input.Length > 0 && Descriptors.WaitFor(_input, Libc.PollOut, MillisecondsLeft))
        {
            ReadOnlySpan<byte> chunk = input[..Math.Min(PipeChunk, input.Length)];
            if (!Descriptors.WriteAll(_input, chunk))
                break;
            input = input[chunk.Length..];
        }
        CloseInput();
    }

    private byte[] Drain()
    {
        if (_output < 0)
            return [];
        byte[] buffer = GC.AllocateArray<byte>(4096, pinned: true);
        int length = 0;
        while (length < MaxOutput && Descriptors.WaitFor(_output, Libc.PollIn, MillisecondsLeft))
        {
            if (length == buffer.Length)
            {
                byte[] larger = GC.AllocateArray<byte>(buffer.Length * 2, pinned: true);
                buffer.CopyTo(larger, 0);
                buffer.AsSpan().Clear();
                buffer = larger;
            }
            int count = Descriptors.Read(_output, buffer.AsSpan(length));
            if (count == 0)
                break;
            length += Math.Max(0, count);
        }
        byte[] output = GC.AllocateArray<byte>(length, pinned: true);
        buffer.AsSpan(0, length).CopyTo(output);
        buffer.AsSpan().Clear();
        return output;
    }

    /// <summary>Waits for the end; whether it came in time and was a success.</summary>
    private bool Collect()
    {
        int status = 0;
        int pause = 1;
        while (Libc.Wait(_process, &status, NoHang) is var result && result != _process)
        {
            if (result < 0 && Marshal.GetLastPInvokeError() != Libc.EINTR)
                return false;
            if (MillisecondsLeft == 0)
            {
                // Killed, so that it holds no value for longer; then it is there to be collected.
                _ = Libc.Kill(_process, 9);
                _ = Libc.Wait(_process, &status, 0);
                return false;
            }
            Thread.Sleep(pause);
            pause = Math.Min(pause * 2, 20);
        }
        return status == 0;
    }

    private void CloseInput()
    {
        if (_input >= 0)
            _ = Libc.Close(_input);
        _input = -1;
    }

    private void CloseOutput()
    {
        if (_output >= 0)
            _ = Libc.Close(_output);
        _output = -1;
    }

    private static List<string> Environment()
    {
        List<string> environment = [];
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            if (Array.IndexOf(Passed, (string)entry.Key) >= 0)
                environment.Add($"{entry.Key}={entry.Value}");
        }
        return environment;
    }

    /// <summary>A null-terminated array of C strings.</summary>
    private static byte** Vector(IReadOnlyList<string> texts, List<nint> strings)
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
