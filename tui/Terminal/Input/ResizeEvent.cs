namespace Secrets.Tui.Terminal.Input;

/// <summary>The terminal has another size now.</summary>
internal sealed record ResizeEvent : TerminalEvent;
