namespace Secrets.Tui.Terminal.Input;

/// <summary>The keys held down with another, numbered as terminals send them.</summary>
[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
}
