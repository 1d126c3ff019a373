using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>The requests of one connection that are not answered yet, at most so many.</summary>
internal sealed class PendingCalls(int limit) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<PendingCall> _free = [];
    private readonly List<PendingCall> _running = [];
    private int _unsent;
    private TaskCompletionSource? _idle;

    /// <summary>Takes a place.</summary>
    /// <exception cref="FrameException">There are too many already.</exception>
    public PendingCall Begin(ReadOnlySpan<byte> id)
    {
        lock (_gate)
        {
            // Answers that nobody reads pile up as well; a multiple, because a client may ask again before we have noted what it read.
            if (_running.Count == limit || _unsent >= 4 * limit)
                throw new FrameException("too many requests in flight");
            PendingCall call;
            if (_free.Count == 0)
            {
                call = new PendingCall();
            }
            else
            {
                call = _free[^1];
                _free.RemoveAt(_free.Count - 1);
            }
            call.Begin(id);
            _running.Add(call);
            return call;
        }
    }

    /// <summary>The answer is ready: the place is free for the next request.</summary>
    public void Answered(PendingCall call)
    {
        lock (_gate)
        {
            call.End();
            _running.Remove(call);
            _unsent++;
        }
    }

    /// <summary>The answer was sent, or never will be.</summary>
    public void End(PendingCall call)
    {
        lock (_gate)
        {
            _free.Add(call);
            _unsent--;
            if (_running.Count + _unsent == 0)
                _idle?.TrySetResult();
        }
    }

    /// <summary>Cancels the request with this id, if there is one.</summary>
    public void Cancel(ReadOnlySpan<byte> id)
    {
        foreach (PendingCall call in Running())
        {
            if (call.Has(id))
                call.Cancel();
        }
    }

    /// <summary>Cancels all of them.</summary>
    public void CancelAll()
    {
        foreach (PendingCall call in Running())
            call.Cancel();
    }

    /// <summary>Complete when none runs. No other may begin any more.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_running.Count + _unsent == 0)
                return Task.CompletedTask;
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PendingCall call in _free)
            call.Dispose();
    }

    /// <summary>A copy: a cancellation runs foreign code, which must not run under our lock.</summary>
    private PendingCall[] Running()
    {
        lock (_gate)
            return [.. _running];
    }
}
