using System.Buffers;
using System.Text;

namespace Secrets.Shared.Rpc;

/// <summary>
/// JSON strings with nothing escaped but what RFC 8259 (section 7) asks for. Utf8JsonWriter would rent buffers for escaping that nobody
/// clears, and costs a command more to start than all the rest of its request.
/// </summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"', (byte)'\\']);

    /// <summary>How long a text becomes, without its quotes.</summary>
    /// <param name="text">UTF-8.</param>
    public static int EscapedLength(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            length += Shorthand(text[at]) == 0 ? 5 : 1;
            text = text[(at + 1)..];
        }
        return length;
    }

    /// <summary>Appends a string.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">UTF-8.</param>
    /// <param name="escapedLength"><see cref="EscapedLength"/> of the text.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text, int escapedLength)
    {
        Span<byte> target = output.GetSpan(escapedLength + 2);
        int end = 0;
        target[end++] = (byte)'"';
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            text[..at].CopyTo(target[end..]);
            end += at;
            end += WriteEscape(target[end..], text[at]);
            text = text[(at + 1)..];
        }
        text.CopyTo(target[end..]);
        end += text.Length;
        target[end++] = (byte)'"';
        output.Advance(end);
    }

    /// <summary>Appends a string that is no secret.</summary>
    public static void Write(IBufferWriter<byte> output, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Write(output, bytes, EscapedLength(bytes));
    }

    private static int WriteEscape(Span<byte> target, byte character)
    {
        if (Shorthand(character) is not 0 and var letter)
        {
            target[0] = (byte)'\\';
            target[1] = letter;
            return 2;
        }
        "\\u00"u8.CopyTo(target);
        target[4] = (byte)('0' + (character >> 4));
        target[5] = "0123456789abcdef"u8[character & 15];
        return 6;
    }

    private static byte Shorthand(byte character) => character switch
    {
        (byte)'"' or (byte)'\\' => character,
        (byte)'\n' => (byte)'n',
        (byte)'\r' => (byte)'r',
        (byte)'\t' => (byte)'t',
        _ => 0,
    };
}
