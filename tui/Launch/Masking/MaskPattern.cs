using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Masking;

/// <summary>One text to look for, within the bytes of <see cref="MaskPatterns"/>.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Folds">
/// Whether whoever writes it may break the line between any two of its characters, as base64(1) and MIME do after 76 and PEM after 64,
/// and a writer of YAML may indent what follows. Where the line began is not known, so neither is where it breaks.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MaskPattern(int Start, int Length, bool Folds)
{
    /// <summary>Spaces and tabs after one line end that are still taken for its indentation.</summary>
    private const int DeepestIndentation = 16;

    /// <summary>Compares a pattern with what stands at a place.</summary>
    /// <param name="pattern">Its bytes.</param>
    /// <param name="text">The text from the place on.</param>
    /// <returns>How many bytes of the text it takes; 0 if it is not there; -1 if all of the text is its beginning.</returns>
    public int LengthIn(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        if (Folds)
            return FoldedLengthIn(pattern, text);
        if (text.Length < pattern.Length)
            return pattern.StartsWith(text) ? -1 : 0;
        return text.StartsWith(pattern) ? pattern.Length : 0;
    }

    private static int FoldedLengthIn(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        int place = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            if (i > 0)
                place += FoldAt(text[place..]);
            if (place == text.Length)
                return -1;
            if (text[place++] != pattern[i])
                return 0;
        }
        return place;
    }

    /// <summary>The length of a line's end and of the next one's indentation.</summary>
    private static int FoldAt(ReadOnlySpan<byte> text)
    {
        int length = text is [(byte)'\r', ..] ? 1 : 0;
        if (length == text.Length)
            return length;
        if (text[length++] != (byte)'\n')
            return 0;
        int deepest = Math.Min(text.Length, length + DeepestIndentation);
        while (length < deepest && text[length] is (byte)' ' or (byte)'\t')
            length++;
        return length;
    }
}
