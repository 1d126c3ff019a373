namespace Secrets.Tui.Views;

/// <summary>A desktop's program for the clipboard.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Copy">The command that takes the clipboard from its standard input.</param>
/// <param name="Paste">The command that prints it.</param>
internal sealed record ClipboardTool(string Name, IReadOnlyList<string> Copy, IReadOnlyList<string> Paste);
