using System.Runtime.InteropServices;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// Gives memory back to the system when clients have been away for a while. Its timer runs only after one was there: a daemon that
/// nobody calls does not wake up.
/// </summary>
internal sealed class IdleTrim : IDisposable
{
    /// <summary>How long nobody must have called.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private readonly Action _trim;
    private readonly ITimer _timer;
    private long _lastActive;
    private int _armed;

    /// <summary>Trims the process.</summary>
    public IdleTrim(TimeProvider clock)
        : this(clock, Trim)
    {
    }

    /// <summary>Does something else in its place, for tests.</summary>
    public IdleTrim(TimeProvider clock, Action trim)
    {
        _clock = clock;
        _trim = trim;
        _timer = clock.CreateTimer(static state => ((IdleTrim)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A client was there. Cheap: only the first call after a trim sets the timer.</summary>
    public void Arm()
    {
        Volatile.Write(ref _lastActive, _clock.GetTimestamp());
        if (Interlocked.Exchange(ref _armed, 1) == 0)
            _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan rest = Quiet - _clock.GetElapsedTime(Volatile.Read(ref _lastActive));
        if (rest > TimeSpan.Zero)
        {
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
            return;
        }
        Interlocked.Exchange(ref _armed, 0);
        _trim();
    }

    private static unsafe void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // What SQLite freed stays with malloc. glibc alone has the call, so it is not bound when linking.
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out nint trim))
            _ = ((delegate* unmanaged<nuint, int>)trim)(0);
    }
}
