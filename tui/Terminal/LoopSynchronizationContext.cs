namespace Secrets.Tui.Terminal;

/// <summary>Brings the continuations of awaited work back to the screen's thread.</summary>
internal sealed class LoopSynchronizationContext(ScreenLoop loop) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => loop.Post(() => d(state));

    /// <summary>Nothing here waits for the screen's thread; whoever did could wait for itself.</summary>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("post to the screen's thread instead");

    public override SynchronizationContext CreateCopy() => this;
}
