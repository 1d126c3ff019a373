using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A box in the middle of the screen, with its keys in its last line. It fills a small screen.</summary>
internal abstract class DialogLayer : Layer
{
    private const int HorizontalPadding = 2;
    private CommandTable? _commands;

    /// <summary>What can be done here.</summary>
    public CommandTable Commands => _commands ??= new CommandTable(DefineCommands());

    protected abstract string Title { get; }

    /// <summary>The columns that the contents would like, without border.</summary>
    protected abstract int WantedWidth { get; }

    protected abstract IEnumerable<KeyCommand> DefineCommands();

    /// <summary>The lines that the contents would like.</summary>
    /// <param name="probe">As wide as they will have it, and without a line to draw on.</param>
    protected abstract int WantedHeight(Canvas probe);

    protected abstract void DrawBody(Canvas canvas);

    public sealed override void Draw(Canvas canvas)
    {
        int width = Math.Min(WantedWidth + 2 + (2 * HorizontalPadding), canvas.Width - (canvas.Width > 60 ? 4 : 0));
        int wantedHeight = WantedHeight(canvas.Part(0, 0, width - 2 - (2 * HorizontalPadding), 0));
        // Border, an empty line above the contents, another and the hints below.
        int height = Math.Min(wantedHeight + 5, canvas.Height - (canvas.Height > 16 ? 2 : 0));
        Canvas box = canvas.Part((canvas.Width - width) / 2, Math.Max(0, (canvas.Height - height) / 2), width, height);
        box.Fill(canvas.Theme.Base);
        Canvas inside = box.Box(Title, focused: true);
        bool roomy = inside.Height > wantedHeight + 2;
        int top = roomy ? 1 : 0;
        Canvas padded = inside.Part(HorizontalPadding, 0, inside.Width - (2 * HorizontalPadding), inside.Height);
        DrawBody(padded.Part(0, top, padded.Width, inside.Height - top - (inside.Height > wantedHeight + 1 ? 2 : 1)));
        HintBar.Draw(inside.Line(inside.Height - 1), HorizontalPadding, Commands.Hints, canvas.Theme.Accent, canvas.Theme.Muted);
    }

    public override void OnKey(Key key) => Commands.TryRun(key);
}
