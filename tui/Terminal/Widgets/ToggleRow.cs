using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A row that is on or off; the space bar changes it.</summary>
internal sealed class ToggleRow(string label, string text) : FormRow(label)
{
    public bool IsOn { get; set; }

    public override int Height(int width) => 1;

    public override void Draw(Canvas canvas, bool focused)
    {
        Style style = focused ? canvas.Theme.Accent : canvas.Theme.Base;
        canvas.Text(0, 0, Graphemes.Fit($"[{(IsOn ? 'x' : ' ')}] {text}", canvas.Width), style);
        if (focused)
            canvas.Cursor(1, 0, visible: true);
    }

    public override bool OnKey(Key key)
    {
        if (key.ToString() != "space")
            return false;
        IsOn = !IsOn;
        return true;
    }

    public override void OnClick() => IsOn = !IsOn;
}
