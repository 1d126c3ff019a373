using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>Something that happened while a child runs.</summary>
/// <param name="Kind">What.</param>
/// <param name="Value">A number that belongs to it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RunEvent(RunEventKind Kind, int Value = 0);
