namespace Secrets.Tui.Terminal.Input;

/// <summary>Something that happened at the terminal.</summary>
internal abstract record TerminalEvent;
