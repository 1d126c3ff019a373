using System.Text;
using System.Text.Unicode;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Views;

/// <summary>A value on its way to the screen: decoded for the time of one drawing, and never a string.</summary>
internal sealed class RevealedText : IDisposable
{
    private const int MostLines = 1000;

    private readonly char[] _characters;
    private readonly int _length;

    public RevealedText(SecretValue value)
    {
        IsText = Utf8.IsValid(value.Span);
        // Bytes that are no text are shown as two hexadecimal digits each.
        _characters = GC.AllocateArray<char>(IsText ? value.Length : 2 * value.Length, pinned: true);
        _length = IsText ? Encoding.UTF8.GetChars(value.Span, _characters) : WriteHex(value.Span);
    }

    public bool IsText { get; }

    public ReadOnlySpan<char> Span => _characters.AsSpan(0, _length);

    /// <summary>Draws it from a line downwards, and returns the lines that it takes.</summary>
    public int Draw(Canvas canvas, int y)
    {
        IReadOnlyList<Range> lines = TextWrap.Exact(Span, Math.Max(1, canvas.Width), MostLines);
        for (int i = Math.Max(0, -y); i < lines.Count && y + i < canvas.Height; i++)
        {
            canvas.Line(y + i).Fill(canvas.Theme.Revealed);
            canvas.Text(0, y + i, Span[lines[i]], canvas.Theme.Revealed);
        }
        return lines.Count;
    }

    public void Dispose() => _characters.AsSpan().Clear();

    private int WriteHex(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            bytes[i].TryFormat(_characters.AsSpan(2 * i), out _, "x2");
        return 2 * bytes.Length;
    }
}
