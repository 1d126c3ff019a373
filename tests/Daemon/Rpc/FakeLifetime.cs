using Microsoft.Extensions.Hosting;

namespace Secrets.Tests.Daemon.Rpc;

internal sealed class FakeLifetime : IHostApplicationLifetime
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Stopped => _stopped.Task;

    public CancellationToken ApplicationStarted => default;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public void StopApplication() => _stopped.TrySetResult();
}
