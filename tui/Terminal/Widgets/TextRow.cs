using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A row that only says something.</summary>
internal sealed class TextRow(string text) : FormRow("")
{
    public override bool CanFocus => false;

    public override int Height(int width) => TextWrap.Words(text, width).Count;

    public override void Draw(Canvas canvas, bool focused)
    {
        IReadOnlyList<string> lines = TextWrap.Words(text, canvas.Width);
        for (int y = 0; y < lines.Count; y++)
            canvas.Text(0, y, lines[y], canvas.Theme.Base);
    }
}
