namespace Secrets.Shared.Contract;

/// <summary>A text with values in it. Dispose clears it.</summary>
/// <param name="Text">The text, in UTF-8 where the values are.</param>
/// <param name="Names">The secrets that are in it, each once, by name; empty where there was no reference.</param>
public sealed record InjectReply(SecretValue Text, IReadOnlyList<string> Names) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Text.Dispose();
}
