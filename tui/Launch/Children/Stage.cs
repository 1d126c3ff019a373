using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Children;

/// <summary>
/// The last steps to a child, done by itself: <c>posix_spawn</c> can neither tie it to its parent's life nor give it the terminal.
/// It reads its <see cref="ChildOrder"/> and becomes the program.
/// </summary>
internal static unsafe class Stage
{
    private const int DeathSignal = 1;

    /// <summary>Becomes the program; returns only where that failed, after it told so.</summary>
    /// <param name="orders">Where the order comes from.</param>
    /// <param name="errors">Takes the error number; closed by <c>execve</c>.</param>
    /// <exception cref="SecretsException">The order is none, or the folder cannot be entered.</exception>
    public static void Become(int orders, int errors)
    {
        Descriptors.SetInherited(errors, false);
        Span<byte> header = stackalloc byte[ChildOrder.Header];
        if (!Descriptors.ReadAll(orders, header))
            throw Broken();
        int length = MemoryMarshal.Read<int>(header);
        ChildFlags flags = (ChildFlags)MemoryMarshal.Read<int>(header[4..]);
        // Never freed: this process becomes another, or ends.
        byte* body = (byte*)NativeMemory.Alloc((nuint)length);
        if (!Descriptors.ReadAll(orders, new Span<byte>(body, length)))
            throw Broken();
        _ = Unix.Close(orders);
        int arguments = MemoryMarshal.Read<int>(new ReadOnlySpan<byte>(body, 4));
        int variables = MemoryMarshal.Read<int>(new ReadOnlySpan<byte>(body + 4, 4));
        int files = MemoryMarshal.Read<int>(new ReadOnlySpan<byte>(body + 8, 4));
        byte* next = body + 16;
        string folder = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(next));
        Skip(ref next);
        // The first place stays free for the shell, which runs a script that names no interpreter.
        byte** vector = Pointers(ref next, arguments, before: 1);
        byte** environment = Pointers(ref next, variables, before: 0);
        Prepare(flags, MemoryMarshal.Read<int>(header[16..]));
        InheritedSignals.Restore(MemoryMarshal.Read<ulong>(header[8..]));
        if (files > 0)
        {
            LaunchFailure failure = Launcher.BecomeInside(Files(ref next, files), Texts(vector + 1, arguments), folder.Length > 0 ? folder : null, environment);
            throw new SecretsException(ErrorCode.Failure, $"the run's files cannot be put in place: {failure.Reason}");
        }
        if (folder.Length > 0)
            Launcher.Enter(folder);
        int error = ProgramStart.Execute(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(vector[1]).ToArray(), vector, environment);
        Descriptors.Write(errors, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in error)));
    }

    private static void Prepare(ChildFlags flags, int parent)
    {
        if (flags.HasFlag(ChildFlags.DiesWithParent) && OperatingSystem.IsLinux())
        {
            _ = Unix.Control(DeathSignal, Unix.Kill, 0, 0, 0);
            // It may have ended before.
            if (Unix.ParentId() != parent)
                _ = Unix.Send(Unix.OwnId(), Unix.Kill);
        }
        if (flags.HasFlag(ChildFlags.OwnGroup))
            _ = Unix.SetGroup(0, 0);
        if (!flags.HasFlag(ChildFlags.Foreground))
            return;
        // We are in the background still, and would be stopped for it.
        const int TerminalOutput = 22;
        _ = Unix.SetSignal(TerminalOutput, Libc.IgnoreHandler);
        _ = Unix.SetForegroundGroup(1, Unix.OwnId());
        _ = Unix.SetSignal(TerminalOutput, Libc.DefaultHandler);
    }

    private static RunFile[] Files(ref byte* next, int count)
    {
        RunFile[] files = new RunFile[count];
        for (int i = 0; i < count; i++)
        {
            int length = (int)Unsafe.ReadUnaligned<long>(next);
            next += 8;
            string path = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(next));
            Skip(ref next);
            files[i] = new RunFile(path, new SecretValue(new ReadOnlySpan<byte>(next, length)));
            next += length;
        }
        return files;
    }

    private static byte[][] Texts(byte** pointers, int count)
    {
        byte[][] texts = new byte[count][];
        for (int i = 0; i < count; i++)
            texts[i] = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(pointers[i]).ToArray();
        return texts;
    }

    private static byte** Pointers(ref byte* next, int count, int before)
    {
        byte** pointers = (byte**)NativeMemory.AllocZeroed((nuint)(before + count + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < count; i++)
        {
            pointers[before + i] = next;
            Skip(ref next);
        }
        return pointers;
    }

    private static void Skip(ref byte* next) => next += MemoryMarshal.CreateReadOnlySpanFromNullTerminated(next).Length + 1;

    private static SecretsException Broken() => new(ErrorCode.Failure, "this is a part of 'secrets run', and nothing to be called by itself");
}
