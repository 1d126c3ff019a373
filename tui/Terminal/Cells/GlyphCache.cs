namespace Secrets.Tui.Terminal.Cells;

/// <summary>One string for each glyph that was drawn, so that a frame costs no garbage and equal cells are mostly the same object.</summary>
/// <remarks>For the screen's thread alone. It holds single characters; nothing tells which of them stood in a value, or in what order.</remarks>
internal static class GlyphCache
{
    private const int Limit = 4096;

    private static readonly string[] Plain = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Others.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Text(ReadOnlySpan<char> glyph)
    {
        if (glyph.Length == 1 && char.IsAscii(glyph[0]))
            return Plain[glyph[0]];
        lock (Others)
        {
            if (Lookup.TryGetValue(glyph, out string? known))
                return known;
            if (Others.Count >= Limit)
                Others.Clear();
            string text = glyph.ToString();
            Others[text] = text;
            return text;
        }
    }
}
