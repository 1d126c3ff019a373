using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Writes <c>.env</c> lines that as many dialects as possible read alike: bare where nothing is special, else single quotes (no escapes
/// anywhere), and double quotes with escapes only for values that have a single quote or a carriage return.
/// </summary>
internal sealed class DotenvWriter : ITextWriter
{
    public string? Refusal(string name, ReadOnlySpan<byte> value) =>
        value.Contains((byte)0) ? TextValues.HasNul : TextValues.IsText(value) ? null : TextValues.NoText;

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        foreach ((string name, SecretValue value) in pairs)
        {
            output.Write(Encoding.ASCII.GetBytes(name));
            output.Write("="u8);
            WriteValue(value.Span, output);
            output.Write("\n"u8);
        }
    }

    private static void WriteValue(ReadOnlySpan<byte> value, SecretBufferWriter output)
    {
        if (value.IsEmpty || TextValues.IsPlain(value))
        {
            output.Write(value);
            return;
        }
        if (!value.ContainsAny((byte)'\'', (byte)'\r'))
        {
            output.Write("'"u8);
            output.Write(value);
            output.Write("'"u8);
            return;
        }
        output.Write("\""u8);
        foreach (byte b in value)
        {
            switch (b)
            {
                case (byte)'\r':
                    output.Write("\\r"u8);
                    break;
                case (byte)'\n':
                    output.Write("\\n"u8);
                    break;
                case (byte)'"' or (byte)'\\' or (byte)'$' or (byte)'`':
                    output.Write([(byte)'\\', b]);
                    break;
                default:
                    output.Write([b]);
                    break;
            }
        }
        output.Write("\""u8);
    }
}
