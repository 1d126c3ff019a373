using Secrets.Daemon.Rpc;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>Methods that end when the test says so.</summary>
internal sealed class SlowMethods
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _cancelled;

    public int Running => Volatile.Read(ref _running);

    public int Cancelled => Volatile.Read(ref _cancelled);

    public Method Wait => new TypedMethod<NoParams, NoResult>(
        "wait", LockNeed.None, Capability.None, AuditClass.None, ServerJson.Default.NoParams, null, (_, _, cancellation) => WaitAsync(cancellation));

    public static Method Fail(Exception exception) => new TypedMethod<NoParams, NoResult>(
        "fail", LockNeed.None, Capability.None, AuditClass.None, ServerJson.Default.NoParams, null, (_, _, _) => throw exception);

    public void Open() => _open.TrySetResult();

    private async Task<NoResult> WaitAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await _open.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
        return NoResult.Value;
    }
}
