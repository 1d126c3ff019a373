using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>The terminal: the only thing of the platform that the screen knows.</summary>
internal interface ITerminal : IDisposable
{
    /// <summary>Columns and rows.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>What can be shown.</summary>
    TerminalAbilities Abilities { get; }

    /// <summary>Begins to tell what happens; events may come on any thread.</summary>
    void Start(Action<TerminalEvent> sink);

    /// <summary>Takes the screen: raw keys, the alternate screen, mouse and paste. Harmless when it is taken already.</summary>
    void Enter();

    /// <summary>Gives the screen back as it was. Harmless when it was given back already; any thread may call it.</summary>
    void Leave();

    /// <summary>Gives the screen back, stops the whole job as ctrl+z does in a shell, and takes the screen again when it is continued.</summary>
    void Suspend();

    /// <summary>Sends bytes; nothing while the screen is given back.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Runs a program of the system with bytes on its standard input, and returns what it prints.</summary>
    /// <param name="command">The program, found on PATH, and its arguments. Never a secret: arguments are seen by others.</param>
    /// <param name="input">What it reads; the callee does not keep it.</param>
    /// <param name="wantsOutput">Whether to wait for its output; without, what outlives the program itself is left alone.</param>
    /// <returns>Null when it is missing, fails, or takes longer than a few seconds.</returns>
    byte[]? Run(IReadOnlyList<string> command, ReadOnlySpan<byte> input, bool wantsOutput);
}
