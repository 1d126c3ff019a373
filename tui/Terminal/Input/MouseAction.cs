namespace Secrets.Tui.Terminal.Input;

/// <summary>What the mouse did.</summary>
internal enum MouseAction
{
    Press,
    Release,
    Move,
    WheelUp,
    WheelDown,
}
