using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;

namespace Secrets.Tui.Views;

/// <summary>Shows a recovery key, this once. It is shown because somebody asked for it, as a value is that is revealed, and cleared when this closes.</summary>
/// <param name="reply">The key, which belongs to this from now on.</param>
internal sealed class RecoveryKeyLayer(RecoveryReply reply) : DialogLayer
{
    private const int GroupsInLine = 7;

    /// <summary>A group of four and a hyphen.</summary>
    private const int GroupWidth = 5;

    protected override string Title => "Recovery key";

    protected override int WantedWidth => 60;

    public override void OnClose() => reply.Dispose();

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "It is written down", "Recovery", Close) { Hint = "it is written down", IsPinned = true },
    ];

    protected override int WantedHeight(Canvas probe) => 6;

    protected override void DrawBody(Canvas canvas)
    {
        Span<char> key = stackalloc char[reply.Key.Length];
        int length = Encoding.ASCII.GetChars(reply.Key.Span, key);
        int y = 0;
        for (int start = 0; start < length; start += GroupsInLine * GroupWidth)
            canvas.Text(0, y++, key[start..Math.Min(length, start + (GroupsInLine * GroupWidth))], canvas.Theme.Warning);
        key.Clear();
        foreach (string line in Terminal.Cells.TextWrap.Words("Write it down and keep it apart from this machine. It is not shown again. secrets recovery test tries it.", canvas.Width))
            canvas.Text(0, ++y, line, canvas.Theme.Base);
    }
}
