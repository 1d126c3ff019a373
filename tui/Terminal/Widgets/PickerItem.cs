namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Something to pick.</summary>
/// <param name="Text">What it is, and what is searched.</param>
/// <param name="Note">A word at the right.</param>
/// <param name="Pick">Called after the list has closed.</param>
internal sealed record PickerItem(string Text, string Note, Action Pick);
