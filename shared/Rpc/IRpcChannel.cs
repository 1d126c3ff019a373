namespace Secrets.Shared.Rpc;

/// <summary>One connection to the daemon: sends a request and reads its reply. How it waits is its own affair.</summary>
public interface IRpcChannel : IDisposable
{
    /// <summary>Makes a call; when the task is complete, the call holds its result.</summary>
    /// <exception cref="Contract.SecretsException">The daemon's own error, or Unreachable when the connection is gone.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task CallAsync(RpcCall call, CancellationToken cancellationToken);
}
