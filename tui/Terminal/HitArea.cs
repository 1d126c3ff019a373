using System.Runtime.InteropServices;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>A part of the screen that answers the mouse.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HitArea(Area Area, Action<MouseEvent> Action);
