namespace Secrets.Tui.Terminal.Input;

/// <summary>The program was stopped and goes on; nothing is known of what the terminal shows.</summary>
internal sealed record ResumeEvent : TerminalEvent;
