using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A line of keys and what they do. Each can be clicked.</summary>
internal static class HintBar
{
    private const int Gap = 2;

    /// <summary>Draws as many hints as fit, the first ones first; those that are pinned stand at the right end in any case.</summary>
    public static void Draw(Canvas line, int x, IEnumerable<KeyCommand> hints, Style keyStyle, Style textStyle)
    {
        KeyCommand[] all = [.. hints];
        int right = line.Width;
        foreach (KeyCommand hint in all.Where(hint => hint.IsPinned))
        {
            right -= Width(hint) + x;
            DrawHint(line, right, hint, keyStyle, textStyle);
        }
        foreach (KeyCommand hint in all.Where(hint => !hint.IsPinned))
        {
            if (x + Width(hint) + Gap > right)
                break;
            DrawHint(line, x, hint, keyStyle, textStyle);
            x += Width(hint) + Gap;
        }
    }

    private static int Width(KeyCommand hint) => Graphemes.Width(hint.Keys[0]) + 1 + Graphemes.Width(hint.HintText);

    private static void DrawHint(Canvas line, int x, KeyCommand hint, Style keyStyle, Style textStyle)
    {
        int end = x + line.Text(x, 0, hint.Keys[0], keyStyle);
        line.Text(end + 1, 0, hint.HintText, textStyle);
        line.Part(x, 0, Width(hint), 1).OnClick(hint.Run);
    }
}
