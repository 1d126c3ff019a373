using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A line that appears, says one thing, and goes by itself.</summary>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class Toast(TimeProvider time)
{
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

    /// <summary>Draws it over a line. A sign tells its kind where there is no colour. False when there is nothing to say.</summary>
    public bool Draw(Canvas line)
    {
        if (_current is not { } toast)
            return false;
        Theme theme = line.Theme;
        (string sign, Style style) = toast.Kind switch
        {
            ToastKind.Good => ("✓", theme.Good),
            ToastKind.Warning => ("!", theme.Warning),
            ToastKind.Bad => ("✗", theme.Bad),
            _ => ("·", theme.Accent),
        };
        line.Fill(theme.Bar);
        line.Text(1, 0, sign, style.On(theme.Bar));
        line.Text(3, 0, Graphemes.Fit(toast.Text, line.Width - 4), style.On(theme.Bar));
        return true;
    }
}
