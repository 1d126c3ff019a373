namespace Secrets.Tui.Terminal.Input;

/// <summary>What a key is, apart from the modifiers held with it.</summary>
internal enum KeyCode
{
    /// <summary>A character, told by <see cref="Key.Rune"/>.</summary>
    Character,
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,

    /// <summary>A sequence that is a key, but none that we know.</summary>
    Unknown,
}
