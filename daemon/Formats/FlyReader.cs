using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Reads what <c>fly secrets import</c> reads: <c>NAME=VALUE</c> lines, blanks around the name and before the value dropped, one pair of
/// double quotes around the value taken off, and values over several lines between <c>"""</c>.
/// </summary>
/// <remarks>One difference: <c>"""x"""</c> on one line ends there; flyctl would read on and swallow the next pair.</remarks>
internal sealed class FlyReader : ITextReader
{
    private static ReadOnlySpan<byte> Fence => "\"\"\""u8;

    public void Read(ReadOnlySpan<byte> text, TextPairs into)
    {
        LineCursor cursor = new(text);
        while (!cursor.AtEnd)
        {
            int number = cursor.Line;
            ReadOnlySpan<byte> line = cursor.TakeLine();
            if (line.StartsWith("#"u8) || line.Trim(" \t\r"u8).IsEmpty)
                continue;
            int equals = line.IndexOf((byte)'=');
            if (equals < 0)
                throw TextPairs.Fault(number, "expected NAME=VALUE");
            string name = Encoding.UTF8.GetString(line[..equals].Trim(" \t"u8));
            ReadOnlySpan<byte> value = line[(equals + 1)..].TrimStart((byte)' ');
            if (value.StartsWith(Fence))
                into.Add(name, ReadFenced(value[Fence.Length..], ref cursor, name, number), number);
            else
                into.Add(name, new SecretValue(value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value), number);
        }
    }

    private static SecretValue ReadFenced(ReadOnlySpan<byte> first, ref LineCursor cursor, string name, int number)
    {
        using SecretBufferWriter value = new();
        for (ReadOnlySpan<byte> line = first; ; line = cursor.TakeLine())
        {
            if (line.EndsWith(Fence))
            {
                value.Write(line[..^Fence.Length]);
                return new SecretValue(value.WrittenSpan);
            }
            if (cursor.AtEnd)
                throw TextPairs.Fault(number, $"the \"\"\" of {Names.Printable(name)} does not end");
            value.Write(line);
            value.Write("\n"u8);
        }
    }
}
