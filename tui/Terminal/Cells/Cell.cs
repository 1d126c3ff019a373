using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>One place of the screen.</summary>
/// <param name="Glyph">What stands there; null in the right half of a wide glyph.</param>
/// <param name="Style">How it is drawn.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Cell(string? Glyph, Style Style);
