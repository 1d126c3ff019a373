namespace Secrets.Tui.Commands.Io;

/// <summary>Where the typing of a hidden line has come to.</summary>
internal enum HiddenLineState
{
    /// <summary>It goes on.</summary>
    More,

    /// <summary>Enter.</summary>
    Done,

    /// <summary>The person wants to give nothing.</summary>
    GivenUp,

    /// <summary>More than a value may have.</summary>
    TooLong,
}
