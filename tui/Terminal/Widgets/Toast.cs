using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A line or a few that appear, say one thing, and go by themselves.</summary>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class Toast(TimeProvider time)
{
    private const int Margin = 3;
    private const int MostLines = 3;

    private (string Text, ToastKind Kind)? _current;
    private ITimer? _end;

    public string? Text => _current?.Text;

    public void Show(string text, ToastKind kind = ToastKind.Note)
    {
        Clear();
        _current = (text, kind);
        // Failures are read twice.
        TimeSpan length = TimeSpan.FromSeconds(kind is ToastKind.Bad or ToastKind.Warning ? 8 : 4);
        _end = time.CreateTimer(_ => Clear(), null, length, Timeout.InfiniteTimeSpan);
    }

    public void Clear()
    {
        _end?.Dispose();
        _end = null;
        _current = null;
    }

    /// <summary>
    /// Draws it over the last lines of a canvas, on as many as it needs and there are, three at most. A sign tells its kind where there is
    /// no colour. False when there is nothing to say.
    /// </summary>
    public bool Draw(Canvas canvas)
    {
        if (_current is not { } toast)
            return false;
        Theme theme = canvas.Theme;
        (string sign, Style style) = toast.Kind switch
        {
            ToastKind.Good => ("✓", theme.Good),
            ToastKind.Warning => ("!", theme.Warning),
            ToastKind.Bad => ("✗", theme.Bad),
            _ => ("·", theme.Accent),
        };
        IReadOnlyList<string> lines = TextWrap.Words(toast.Text, canvas.Width - Margin - 1);
        int height = Math.Min(Math.Min(lines.Count, MostLines), canvas.Height);
        Canvas place = canvas.Part(0, canvas.Height - height, canvas.Width, height);
        place.Fill(theme.Bar);
        place.Text(1, 0, sign, style.On(theme.Bar));
        for (int y = 0; y < height; y++)
        {
            // What does not fit is in the last line, to be cut there where it is seen that something is missing.
            string text = y == height - 1 ? string.Join(' ', lines.Skip(y)) : lines[y];
            place.Text(Margin, y, Graphemes.Fit(text, canvas.Width - Margin - 1), style.On(theme.Bar));
        }
        return true;
    }
}
