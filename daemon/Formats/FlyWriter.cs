using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes the lines that <c>fly secrets import</c> reads back as the same bytes; see <see cref="FlyReader"/> for its rules.</summary>
internal sealed class FlyWriter : ITextWriter
{
    /// <summary>flyctl reads with a line buffer of 64 KiB.</summary>
    private const int LongestLine = 65_535;

    public string? Refusal(string name, ReadOnlySpan<byte> value)
    {
        if (value.Contains((byte)0))
            return TextValues.HasNul;
        if (!TextValues.IsText(value))
            return TextValues.NoText;
        if (value.IndexOf("\r\n"u8) >= 0 || value is [.., (byte)'\r'])
            return "has a carriage return at a line's end, which flyctl drops";
        bool fenced = value.Contains((byte)'\n');
        if (!fenced && (value.StartsWith("\"\""u8) || value.SequenceEqual("\""u8)))
            return "begins with double quotes that flyctl reads as the start of several lines";
        foreach (Range range in value.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = value[range];
            if (line.Length + name.Length + 8 > LongestLine)
                return "has a line longer than the 64 KiB that flyctl reads";
            if (fenced && line.EndsWith("\""u8))
                return "has a line that ends with a double quote, which could end the value for flyctl";
        }
        return null;
    }

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        foreach ((string name, SecretValue secret) in pairs)
        {
            ReadOnlySpan<byte> value = secret.Span;
            ReadOnlySpan<byte> quotes = value.Contains((byte)'\n') ? "\"\"\""u8
                : value is [(byte)' ' or (byte)'"', ..] ? "\""u8
                : default;
            output.Write(Encoding.ASCII.GetBytes(name));
            output.Write("="u8);
            output.Write(quotes);
            output.Write(value);
            output.Write(quotes);
            output.Write("\n"u8);
        }
    }
}
