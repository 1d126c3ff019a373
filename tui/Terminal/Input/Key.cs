using System.Runtime.InteropServices;
using System.Text;

namespace Secrets.Tui.Terminal.Input;

/// <summary>A key with its modifiers. Its name, as <see cref="ToString"/> gives it, is what key tables and help use: <c>ctrl+s</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Key(KeyCode Code, Rune Rune = default, KeyModifiers Modifiers = KeyModifiers.None)
{
    /// <summary>Whether the key types a character.</summary>
    public bool IsText => Code == KeyCode.Character && (Modifiers & (KeyModifiers.Control | KeyModifiers.Alt)) == 0 && !Rune.IsControl(Rune);

    public static Key Character(char character, KeyModifiers modifiers = KeyModifiers.None) => new(KeyCode.Character, new Rune(character), modifiers);

    public override string ToString()
    {
        StringBuilder name = new();
        if (Modifiers.HasFlag(KeyModifiers.Control))
            name.Append("ctrl+");
        if (Modifiers.HasFlag(KeyModifiers.Alt))
            name.Append("alt+");
        // A character says itself whether shift was held.
        if (Modifiers.HasFlag(KeyModifiers.Shift) && Code != KeyCode.Character)
            name.Append("shift+");
        return name.Append(BareName()).ToString();
    }

    private string BareName() => Code switch
    {
        KeyCode.Character when Rune.Value == ' ' => "space",
        KeyCode.Character => Rune.ToString(),
        KeyCode.Enter => "enter",
        KeyCode.Escape => "esc",
        KeyCode.Tab => "tab",
        KeyCode.Backspace => "backspace",
        KeyCode.Delete => "delete",
        KeyCode.Insert => "insert",
        KeyCode.Up => "up",
        KeyCode.Down => "down",
        KeyCode.Left => "left",
        KeyCode.Right => "right",
        KeyCode.Home => "home",
        KeyCode.End => "end",
        KeyCode.PageUp => "pgup",
        KeyCode.PageDown => "pgdn",
        >= KeyCode.F1 and <= KeyCode.F12 => $"f{Code - KeyCode.F1 + 1}",
        _ => "unknown key",
    };
}
