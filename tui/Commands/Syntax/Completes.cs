namespace Secrets.Tui.Commands.Syntax;

/// <summary>What the shell can offer in a place of the command line.</summary>
internal enum Completes
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>The names of the scope's secrets, when a daemon runs already.</summary>
    SecretNames,

    /// <summary>Those names, each followed by <c>=</c>.</summary>
    Assignments,

    /// <summary>Files.</summary>
    Files,

    /// <summary>The words that the command names.</summary>
    Words,

    /// <summary>Our own commands.</summary>
    Commands,

    /// <summary>A program and its arguments.</summary>
    Program,
}
