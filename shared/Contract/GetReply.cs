namespace Secrets.Shared.Contract;

/// <summary>Values, in the order of the request. Dispose clears them.</summary>
/// <param name="Secrets">One each.</param>
public sealed record GetReply(IReadOnlyList<NamedValue> Secrets) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NamedValue secret in Secrets)
            secret.Value.Dispose();
    }
}
