namespace Secrets.Tui.Terminal.Input;

/// <summary>Somebody asked the program to stop until it is continued (SIGTSTP).</summary>
internal sealed record SuspendEvent : TerminalEvent;
