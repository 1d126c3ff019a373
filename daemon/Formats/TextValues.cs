using System.Text.Unicode;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>What several writers ask of a value, and the quoting of a shell.</summary>
internal static class TextValues
{
    public const string HasNul = "has a NUL byte";
    public const string NoText = "is no UTF-8 text";
    public const string HasLineBreak = "has a line break";

    public static bool IsText(ReadOnlySpan<byte> value) => Utf8.IsValid(value);

    /// <summary>Whether a value needs no quotes in any dialect of .env or shell.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> value)
    {
        foreach (byte b in value)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && !"_./:@%+,=-"u8.Contains(b))
                return false;
        }
        return value.Length > 0;
    }

    /// <summary>Single quotes, each quote inside as <c>'\''</c> (POSIX.1-2017, Shell Command Language, 2.2.2).</summary>
    public static void WriteShellQuoted(ReadOnlySpan<byte> value, SecretBufferWriter output)
    {
        output.Write("'"u8);
        for (int quote = value.IndexOf((byte)'\''); quote >= 0; quote = value.IndexOf((byte)'\''))
        {
            output.Write(value[..quote]);
            output.Write("'\\''"u8);
            value = value[(quote + 1)..];
        }
        output.Write(value);
        output.Write("'"u8);
    }

    /// <summary>A JSON string of valid UTF-8; also a double-quoted scalar of YAML 1.2 (chapter 7.3.1), which has the same escapes.</summary>
    public static void WriteJsonString(ReadOnlySpan<byte> value, SecretBufferWriter output)
    {
        output.Write("\""u8);
        int start = 0;
        for (int i = 0; i < value.Length; i++)
        {
            // U+0085, U+2028, U+2029 break lines in YAML 1.1 and in old JavaScript, U+FEFF may vanish at a reader: all escaped. So is DEL.
            (int length, int code) = Special(value[i..]);
            if (length == 0)
                continue;
            output.Write(value[start..i]);
            WriteEscape(code, output);
            i += length - 1;
            start = i + 1;
        }
        output.Write(value[start..]);
        output.Write("\""u8);
    }

    private static (int Length, int Code) Special(ReadOnlySpan<byte> rest) => rest[0] switch
    {
        < 0x20 or (byte)'"' or (byte)'\\' or 0x7f => (1, rest[0]),
        0xc2 when rest[1] is >= 0x80 and < 0xa0 => (2, rest[1]),
        0xe2 when rest[1] == 0x80 && rest[2] is 0xa8 or 0xa9 => (3, 0x2000 + rest[2] - 0x80),
        0xef when rest[1] == 0xbb && rest[2] == 0xbf => (3, 0xfeff),
        _ => (0, 0),
    };

    private static void WriteEscape(int code, SecretBufferWriter output)
    {
        switch (code)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            default:
                output.Write("\\u"u8);
                for (int shift = 12; shift >= 0; shift -= 4)
                    output.Write(["0123456789abcdef"u8[(code >> shift) & 15]]);
                break;
        }
    }
}
