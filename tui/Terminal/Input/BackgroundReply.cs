using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Input;

/// <summary>The answer to xterm's OSC 11, the question for the background's colour: <c>11;rgb:rrrr/gggg/bbbb</c>.</summary>
internal static class BackgroundReply
{
    /// <summary>Reads what stands between the beginning and the end of a control string.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out BackgroundEvent? reply)
    {
        reply = null;
        if (!text.StartsWith("11;rgb:"u8))
            return false;
        int color = 0;
        int channels = 0;
        ReadOnlySpan<byte> body = text[7..];
        foreach (Range part in body.Split((byte)'/'))
        {
            if (!TryReadChannel(body[part], out int channel))
                return false;
            color = (color << 8) | channel;
            channels++;
        }
        if (channels == 3)
            reply = new BackgroundEvent(Color.Rgb(color));
        return reply is not null;
    }

    /// <summary>One to four hexadecimal digits, scaled to 0..255.</summary>
    private static bool TryReadChannel(ReadOnlySpan<byte> digits, out int channel)
    {
        channel = 0;
        if (digits.Length is 0 or > 4 || !Utf8Parser.TryParse(digits, out uint value, out int used, 'x') || used != digits.Length)
            return false;
        channel = (int)(value * 255 / ((1u << (4 * digits.Length)) - 1));
        return true;
    }
}
