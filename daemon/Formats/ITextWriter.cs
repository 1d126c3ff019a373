using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes pairs in one format, such that its reader, or the tool it is for, has the same bytes again.</summary>
internal interface ITextWriter
{
    /// <summary>Why this pair cannot be written in the format, or null: <c>has a line break</c>. Never a part of the value.</summary>
    string? Refusal(string name, ReadOnlySpan<byte> value);

    /// <summary>Writes pairs that <see cref="Refusal"/> had nothing against.</summary>
    void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output);
}
