using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes a script of <c>dstack secret set NAME 'VALUE'</c> lines. The values become arguments there, as dstack itself has it.</summary>
internal sealed class DstackWriter : ITextWriter
{
    public string? Refusal(string name, ReadOnlySpan<byte> value) =>
        name.Contains('.') ? "has a '.' in its name, which dstack does not allow"
        : value.Contains((byte)0) ? TextValues.HasNul
        : TextValues.IsText(value) ? null : TextValues.NoText;

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        foreach ((string name, SecretValue value) in pairs)
        {
            output.Write("dstack secret set "u8);
            // Without "--" the value would be taken for an option.
            if (value.Span.StartsWith("-"u8))
                output.Write("-- "u8);
            output.Write(Encoding.ASCII.GetBytes(name));
            output.Write(" "u8);
            TextValues.WriteShellQuoted(value.Span, output);
            output.Write("\n"u8);
        }
    }
}
