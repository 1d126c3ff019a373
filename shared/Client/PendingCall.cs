using System.Text.Json;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;

namespace Secrets.Shared.Client;

/// <summary>A call that waits for its reply.</summary>
/// <param name="id">The request's id.</param>
/// <param name="call">Takes the result.</param>
/// <param name="cancellationToken">What the caller may cancel it by.</param>
internal sealed class PendingCall(int id, RpcCall call, CancellationToken cancellationToken)
{
    // Never continue on the reading thread: a caller that blocks there would keep every other reply waiting. Who calls from a
    // synchronization context goes back to it, so that nothing of his runs here, and no pool of threads is started to bring him there.
    private readonly TaskCompletionSource _completion =
        new(SynchronizationContext.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

    /// <summary>The request's id.</summary>
    public int Id => id;

    /// <summary>Ends with the reply.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Hands the reply over, on the reading thread, as long as the frame is there.</summary>
    public void Complete(ReadOnlySpan<byte> frame, RpcMessage message)
    {
        try
        {
            RpcReply.Read(frame, message, call);
            _completion.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            _completion.TrySetCanceled(cancellationToken);
        }
        catch (SecretsException exception)
        {
            _completion.TrySetException(exception);
        }
        catch (JsonException)
        {
            _completion.TrySetException(RpcReply.Broken());
        }
    }

    /// <summary>Ends the call without a reply.</summary>
    public void Fail(SecretsException exception) => _completion.TrySetException(exception);
}
