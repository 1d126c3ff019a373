using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;

namespace Secrets.Tui.Views;

/// <summary>Shows a recovery key, this once. It is shown because somebody asked for it, as a value is that is revealed, and cleared when this closes.</summary>
/// <param name="reply">The key, which belongs to this from now on.</param>
internal sealed class RecoveryKeyLayer(RecoveryReply reply) : DialogLayer
{
    private const int MostGroupsInLine = 7;

    /// <summary>A group of four and a hyphen.</summary>
    private const int GroupWidth = 5;

    private const string Advice = "Write it down and keep it apart from this machine. It is not shown again. In a shell, secrets recovery test tries it.";

    protected override string Title => "Recovery key";

    protected override int WantedWidth => 60;

    public override void OnClose() => reply.Dispose();

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "It is written down", "Recovery", Close) { Hint = "it is written down", IsPinned = true },
    ];

    protected override int WantedHeight(Canvas probe) =>
        ((reply.Key.Length + LineLength(probe) - 1) / LineLength(probe)) + 1 + TextWrap.Words(Advice, probe.Width).Count;

    protected override void DrawBody(Canvas canvas)
    {
        Span<char> key = stackalloc char[reply.Key.Length];
        int length = Encoding.ASCII.GetChars(reply.Key.Span, key);
        int y = 0;
        for (int start = 0; start < length; start += LineLength(canvas))
            canvas.Text(0, y++, key[start..Math.Min(length, start + LineLength(canvas))], canvas.Theme.Warning);
        key.Clear();
        foreach (string line in TextWrap.Words(Advice, canvas.Width))
            canvas.Text(0, ++y, line, canvas.Theme.Base);
    }

    /// <summary>Whole groups alone: of a key that is shown once nothing may be cut, however narrow the screen.</summary>
    private static int LineLength(Canvas canvas) => Math.Clamp(canvas.Width / GroupWidth, 1, MostGroupsInLine) * GroupWidth;
}
