using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Secrets.Tests.Harness;

/// <summary>
/// A process as the kernel has it: raw arguments and environment, the signal that ended it, optionally a pseudo-terminal of its own.
/// Signals are as in a fresh login: the test host's own settings are not inherited.
/// </summary>
internal sealed unsafe class NativeProcess : IDisposable
{
    /// <summary>A descriptor made in one thread must not leak into a process that another starts at that moment.</summary>
    private static readonly Lock Starting = new();

    private readonly Thread[] _pumps;
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _errors = new();
    private readonly TimeSpan _timeout;
    private readonly FileStream? _input;
    private Finished? _finished;

    private NativeProcess(int id, TimeSpan timeout, int input, int output, int errors)
    {
        Id = id;
        _timeout = timeout;
        _input = input < 0 ? null : Open(input, FileAccess.Write);
        _pumps = errors < 0 ? [Pump(output, _output)] : [Pump(output, _output), Pump(errors, _errors)];
    }

    public int Id { get; }

    /// <summary>What it wrote so far, as text.</summary>
    public string OutputSoFar
    {
        get
        {
            lock (_output)
                return Encoding.UTF8.GetString(_output.ToArray());
        }
    }

    /// <summary>Starts it, writes its input and waits for its end.</summary>
    public static Finished Run(Launched launched)
    {
        using NativeProcess process = Start(launched);
        return process.Wait();
    }

    /// <summary>Starts it with three pipes; its input is written and closed.</summary>
    public static NativeProcess Start(Launched launched)
    {
        lock (Starting)
            return StartWithPipes(launched);
    }

    /// <summary>Starts it in a session of its own, on a pseudo-terminal that is all three of its standard descriptors.</summary>
    public static NativeProcess StartOnTerminal(Launched launched)
    {
        lock (Starting)
            return StartWithTerminal(launched);
    }

    /// <summary>Types on the terminal.</summary>
    public void Type(string text)
    {
        _input!.Write(Encoding.UTF8.GetBytes(text));
        _input.Flush();
    }

    /// <summary>Waits until a text stands in the output.</summary>
    public void WaitFor(string text) => Bounded.Until(() => OutputSoFar.Contains(text, StringComparison.Ordinal), $"'{text}' appears in:", _timeout, () => OutputSoFar);

    public void Send(int signal) => NativeLibc.Kill(Id, signal);

    /// <summary>Waits for the end, at most the time that was given, and kills it then.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public Finished Wait()
    {
        if (_finished is not null)
            return _finished;
        int status = 0;
        try
        {
            Bounded.Until(() => HasEnded(out status), "a process ended", _timeout);
        }
        catch (TimeoutException exception)
        {
            _ = NativeLibc.Kill(Id, 9);
            Reap();
            throw new TimeoutException($"the process did not end; it wrote:\n{OutputSoFar}", exception);
        }
        finally
        {
            _input?.Dispose();
        }
        foreach (Thread pump in _pumps)
        {
            // Somebody else may hold the other end for longer: what was written until now counts.
            _ = pump.Join(TimeSpan.FromSeconds(5));
        }
        int signal = status & 0x7f;
        lock (_output)
        {
            lock (_errors)
                return _finished = new Finished(signal != 0 ? 128 + signal : (status >> 8) & 0xff, signal, _output.ToArray(), _errors.ToArray());
        }
    }

    public void Dispose()
    {
        if (_finished is null)
        {
            _ = NativeLibc.Kill(Id, 9);
            Reap();
            _finished = new Finished(137, 9, [], []);
        }
        _input?.Dispose();
    }

    private static NativeProcess StartWithPipes(Launched launched)
    {
        (int inRead, int inWrite) = Pipe();
        (int outRead, int outWrite) = Pipe();
        (int errRead, int errWrite) = Pipe();
        int id = Spawn(launched, actions =>
        {
            NativeLibc.AddDuplicate(actions, inRead, 0);
            NativeLibc.AddDuplicate(actions, outWrite, 1);
            NativeLibc.AddDuplicate(actions, errWrite, 2);
        }, session: false);
        foreach (int descriptor in (ReadOnlySpan<int>)[inRead, outWrite, errWrite])
            _ = NativeLibc.Close(descriptor);
        NativeProcess process = new(id, launched.Timeout, inWrite, outRead, errRead);
        process.WriteAndClose(launched.Input);
        return process;
    }

    private static NativeProcess StartWithTerminal(Launched launched)
    {
        int master, slave;
        byte* name = stackalloc byte[256];
        Check(NativeLibc.OpenTerminal(&master, &slave, name, null, null), "openpty");
        _ = NativeLibc.CloseOnExec(master);
        _ = NativeLibc.CloseOnExec(slave);
        string path = Marshal.PtrToStringUTF8((nint)name)!;
        const int ReadWrite = 2;
        int id = Spawn(launched, actions =>
        {
            // A session's leader that opens a terminal gets it as its controlling one.
            NativeLibc.AddOpen(actions, 0, path, ReadWrite, 0);
            NativeLibc.AddDuplicate(actions, 0, 1);
            NativeLibc.AddDuplicate(actions, 0, 2);
        }, session: true);
        _ = NativeLibc.Close(slave);
        // Each stream closes its own descriptor.
        int input = NativeLibc.Duplicate(master);
        _ = NativeLibc.CloseOnExec(input);
        return new NativeProcess(id, launched.Timeout, input, master, -1);
    }

    private static FileStream Open(int descriptor, FileAccess access) => new(new SafeFileHandle(descriptor, ownsHandle: true), access, 0);

    private static (int Read, int Write) Pipe()
    {
        int* ends = stackalloc int[2];
        Check(NativeLibc.Pipe(ends), "pipe");
        _ = NativeLibc.CloseOnExec(ends[0]);
        _ = NativeLibc.CloseOnExec(ends[1]);
        return (ends[0], ends[1]);
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
            throw new InvalidOperationException($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    private static int Spawn(Launched launched, Action<nint> prepare, bool session)
    {
        // Opaque structures of the C library: at most 336 bytes in any that is common.
        nint actions = (nint)NativeMemory.AllocZeroed(1024);
        nint attributes = (nint)NativeMemory.AllocZeroed(1024);
        nint signals = (nint)NativeMemory.AllocZeroed(1024);
        using NativeStrings arguments = new([Encoding.UTF8.GetBytes(launched.Program), .. launched.Arguments]);
        using NativeStrings environment = new(launched.Environment);
        try
        {
            _ = NativeLibc.InitActions(actions);
            if (launched.Folder is not null)
                _ = NativeLibc.AddFolder(actions, launched.Folder);
            prepare(actions);
            _ = NativeLibc.InitAttributes(attributes);
            const short SignalDefaultAndMask = 0x04 | 0x08;
            short newSession = (short)(session ? OperatingSystem.IsMacOS() ? 0x0400 : 0x80 : 0);
            _ = NativeLibc.SetFlags(attributes, (short)(SignalDefaultAndMask | newSession));
            _ = NativeLibc.EmptySignals(signals);
            _ = NativeLibc.SetSignalMask(attributes, signals);
            _ = NativeLibc.FillSignals(signals);
            _ = NativeLibc.SetSignalDefault(attributes, signals);
            int id;
            int error = NativeLibc.Spawn(&id, launched.Program, actions, attributes, arguments.Pointer, environment.Pointer);
            return error == 0 ? id : throw new InvalidOperationException($"{launched.Program}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            NativeMemory.Free((void*)actions);
            NativeMemory.Free((void*)attributes);
            NativeMemory.Free((void*)signals);
        }
    }

    private bool HasEnded(out int status)
    {
        fixed (int* pointer = &status)
            return NativeLibc.Wait(Id, pointer, 1) != 0;
    }

    private void Reap()
    {
        int status;
        _ = NativeLibc.Wait(Id, &status, 0);
    }

    private void WriteAndClose(byte[] input)
    {
        // Beside the reading, or both sides would wait once the pipes are full.
        Thread thread = new(() =>
        {
            try
            {
                _input!.Write(input);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // A process that does not read its input may end first.
            }
            finally
            {
                _input!.Dispose();
            }
        })
        { IsBackground = true };
        thread.Start();
    }

    private static Thread Pump(int descriptor, MemoryStream into)
    {
        Thread thread = new(() =>
        {
            using FileStream stream = Open(descriptor, FileAccess.Read);
            byte[] buffer = new byte[65536];
            try
            {
                int count;
                while ((count = stream.Read(buffer)) > 0)
                {
                    lock (into)
                        into.Write(buffer, 0, count);
                }
            }
            catch (IOException)
            {
                // EIO: the last process on a pseudo-terminal closed it.
            }
        })
        { IsBackground = true };
        thread.Start();
        return thread;
    }
}
