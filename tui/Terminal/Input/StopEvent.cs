namespace Secrets.Tui.Terminal.Input;

/// <summary>Something outside ends the program: a signal, or the terminal is gone.</summary>
/// <param name="ExitCode">128 and the signal's number, as shells count.</param>
internal sealed record StopEvent(int ExitCode) : TerminalEvent;
