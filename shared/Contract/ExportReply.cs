namespace Secrets.Shared.Contract;

/// <summary>Secrets as a text. Dispose clears it.</summary>
/// <param name="Text">The text, in UTF-8 (the shell form keeps other bytes as they are).</param>
public sealed record ExportReply(SecretValue Text) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Text.Dispose();
}
