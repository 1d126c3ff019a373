namespace Secrets.Tui.Terminal.Cells;

/// <summary>How a character is drawn, beside its colours.</summary>
[Flags]
internal enum TextAttributes
{
    None = 0,
    Bold = 1,
    Dim = 2,
    Underline = 4,
    Reverse = 8,
}
