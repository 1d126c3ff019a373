namespace Secrets.Tui.Terminal.Input;

/// <summary>Work that another thread hands to the screen's.</summary>
internal sealed record CallEvent(Action Call) : TerminalEvent;
