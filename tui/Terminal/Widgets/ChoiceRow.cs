using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A row with one of a few words; the space bar and the arrows go from one to the next.</summary>
/// <param name="label">What stands before it.</param>
/// <param name="choices">The words, at least one.</param>
internal sealed class ChoiceRow(string label, IReadOnlyList<string> choices) : FormRow(label)
{
    /// <summary>Called after another one was chosen.</summary>
    public Action? OnChosen { get; init; }

    /// <summary>Which one, from 0.</summary>
    public int Index { get; private set; }

    public string Chosen => choices[Index];

    public override int Height(int width) => 1;

    public override void Draw(Canvas canvas, bool focused)
    {
        Style style = focused ? canvas.Theme.Accent : canvas.Theme.Base;
        canvas.Text(0, 0, Graphemes.Fit($"< {Chosen} >", canvas.Width), style);
        if (focused)
            canvas.Cursor(2, 0, visible: true);
    }

    public override bool OnKey(Key key)
    {
        int step = key.ToString() switch
        {
            "space" or "right" => 1,
            "left" => -1,
            _ => 0,
        };
        if (step == 0)
            return false;
        Step(step);
        return true;
    }

    public override void OnClick() => Step(1);

    private void Step(int step)
    {
        Index = (Index + step + choices.Count) % choices.Count;
        OnChosen?.Invoke();
    }
}
