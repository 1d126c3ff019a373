namespace Secrets.Tui.Terminal.Input;

/// <summary>A key was pressed.</summary>
internal sealed record KeyEvent(Key Key) : TerminalEvent;
