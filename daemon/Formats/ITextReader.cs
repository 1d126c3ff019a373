using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Reads the pairs of one format.</summary>
internal interface ITextReader
{
    /// <summary>Adds every pair of the text.</summary>
    /// <exception cref="SecretsException">Invalid: names the line, never its text; nothing of the text may then be used.</exception>
    void Read(ReadOnlySpan<byte> text, TextPairs into);
}
