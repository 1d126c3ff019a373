using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tests.Tui.Terminal;

/// <summary>A layer that shows what reached it.</summary>
internal sealed class Recorder(int row = 0) : Layer
{
    private readonly List<string> _said = [];

    public Action? Opened { get; set; }

    public bool Expects { get; set; }

    public override bool IsExpecting => Expects;

    public int Draws { get; private set; }

    public bool IsClosed { get; private set; }

    public void Say(string what) => _said.Add(what);

    public override void OnOpen() => Opened?.Invoke();

    public override void OnClose() => IsClosed = true;

    public override void OnKey(Key key) => Say(key.ToString());

    public override void OnPaste(ReadOnlySpan<char> text) => Say($"<{text}>");

    public override void Draw(Canvas canvas)
    {
        Draws++;
        string said = string.Join(' ', ["keys:", .. _said]);
        canvas.Text(0, row, said.Length > canvas.Width ? said[^canvas.Width..] : said, canvas.Theme.Base);
        canvas.Line(row).OnClick(() => Say("click"));
    }
}
