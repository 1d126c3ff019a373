using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Secrets.Shared.Rpc;

/// <summary>
/// The header block before each message, as the base protocol of the Language Server Protocol has it:
/// <c>Content-Length: N</c>, other fields ignored, lines ending in CR LF, one blank line.
/// </summary>
/// <param name="Length">Length of the header block, in bytes, its blank line included.</param>
/// <param name="ContentLength">Length of the content after it, in bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FrameHeader(int Length, int ContentLength)
{
    /// <summary>Bytes that <see cref="Write"/> needs at most.</summary>
    public const int MaxWritten = 16 + 7 + 4;

    /// <summary>Reads the header block at the beginning of the bytes received so far.</summary>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="FrameException">No legal header, or beyond a limit, whatever would follow.</exception>
    public static bool TryParse(ReadOnlySpan<byte> received, out FrameHeader header)
    {
        header = default;
        ReadOnlySpan<byte> rest = received[..Math.Min(received.Length, WireLimits.Header)];
        int? contentLength = null;
        int length = 0;
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            if (end == 0 || rest[end - 1] != '\r')
                throw new FrameException("a header line does not end in CR LF");
            ReadOnlySpan<byte> line = rest[..(end - 1)];
            rest = rest[(end + 1)..];
            length += end + 1;
            if (line.IsEmpty)
            {
                header = new FrameHeader(length, contentLength ?? throw new FrameException("the header has no Content-Length"));
                return true;
            }
            if (ContentLengthOf(line) is not { } value)
                continue;
            if (contentLength is not null)
                throw new FrameException("the header has two Content-Length fields");
            contentLength = value;
        }
        return received.Length < WireLimits.Header ? false : throw new FrameException("the header is longer than 1 KiB");
    }

    /// <summary>Writes <c>Content-Length: N</c> and the blank line.</summary>
    /// <param name="destination">At least <see cref="MaxWritten"/> bytes.</param>
    /// <param name="contentLength">At most <see cref="WireLimits.Frame"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> destination, int contentLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contentLength, WireLimits.Frame);
        "Content-Length: "u8.CopyTo(destination);
        Utf8Formatter.TryFormat(contentLength, destination[16..], out int digits);
        "\r\n\r\n"u8.CopyTo(destination[(16 + digits)..]);
        return 16 + digits + 4;
    }

    /// <summary>The value of a Content-Length field, or null where the line is another field.</summary>
    private static int? ContentLengthOf(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
            throw new FrameException("a header line is no field");
        if (!Ascii.EqualsIgnoreCase(line[..colon], "Content-Length"u8))
            return null;
        ReadOnlySpan<byte> digits = line[(colon + 1)..].Trim(" \t"u8);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw new FrameException("Content-Length is no number");
        // Too many digits do not parse; that is "too long" as well.
        return Utf8Parser.TryParse(digits, out int value, out _) && value <= WireLimits.Frame
            ? value
            : throw new FrameException("the frame is longer than 2 MiB");
    }
}
