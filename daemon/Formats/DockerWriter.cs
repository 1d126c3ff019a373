using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes <c>NAME=value</c> lines for <c>docker run --env-file</c>: nothing is quoted there, so a line break cannot be written.</summary>
internal class DockerWriter : ITextWriter
{
    public virtual string? Refusal(string name, ReadOnlySpan<byte> value) =>
        value.Contains((byte)0) ? TextValues.HasNul
        : value.Contains((byte)'\n') ? TextValues.HasLineBreak
        : value is [.., (byte)'\r'] ? "ends with a carriage return, which is read as part of the line's end"
        : TextValues.IsText(value) ? null : TextValues.NoText;

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        foreach ((string name, SecretValue value) in pairs)
        {
            output.Write(Encoding.ASCII.GetBytes(name));
            output.Write("="u8);
            output.Write(value.Span);
            output.Write("\n"u8);
        }
    }
}
