using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>Asks the person at the terminal, whatever standard input and output are connected to.</summary>
internal interface IPrompt
{
    /// <summary>Whether there is a terminal to ask on.</summary>
    bool IsAvailable { get; }

    /// <summary>Asks for something that is not shown.</summary>
    /// <param name="question">The prompt, as it is written.</param>
    /// <param name="severalLines">Whether a pasted text may have several lines; otherwise it is refused.</param>
    /// <exception cref="SecretsException">Failure: nothing was given, or several lines where one was asked for.</exception>
    SecretValue ReadHidden(string question, bool severalLines);

    /// <summary>Asks for a line that is shown.</summary>
    /// <returns>Null when the terminal ended instead.</returns>
    string? ReadLine(string question);

    /// <summary>Tells the person something on the terminal.</summary>
    void Say(string line);

    /// <summary>Shows the person a secret on the terminal, in a line of its own.</summary>
    void Show(SecretValue secret);
}
