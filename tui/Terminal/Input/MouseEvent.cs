namespace Secrets.Tui.Terminal.Input;

/// <summary>The mouse did something.</summary>
/// <param name="Action">What.</param>
/// <param name="X">The column, from 0.</param>
/// <param name="Y">The row, from 0.</param>
/// <param name="Button">Which button: 0 left, 1 middle, 2 right.</param>
/// <param name="Modifiers">The keys held.</param>
internal sealed record MouseEvent(MouseAction Action, int X, int Y, int Button = 0, KeyModifiers Modifiers = KeyModifiers.None) : TerminalEvent;
