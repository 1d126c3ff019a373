namespace Secrets.Tests.Tui.Commands;

/// <summary>A clock that stands still.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
