namespace Secrets.Tui.Terminal.Input;

/// <summary>Text was pasted. Whoever handles the event disposes the text.</summary>
internal sealed record PasteEvent(PastedText Text) : TerminalEvent;
