using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>One name and value read from a text, and the line it began on, from 1.</summary>
internal sealed record TextPair(string Name, SecretValue Value, int Line) : IDisposable
{
    public void Dispose() => Value.Dispose();
}
