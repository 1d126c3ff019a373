namespace Secrets.Tui.Terminal.Cells;

/// <summary>How many colours a terminal has, from none upwards.</summary>
internal enum ColorDepth
{
    /// <summary>Attributes only.</summary>
    Mono,

    /// <summary>The 16 colours that the person chose for the terminal.</summary>
    Ansi16,

    /// <summary>The palette of 256.</summary>
    Palette256,

    /// <summary>24 bits.</summary>
    TrueColor,
}
