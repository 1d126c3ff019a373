using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Questions that are answered with yes or no.</summary>
internal static class Answers
{
    /// <summary>Asks before something is lost. <c>-y</c> answers yes.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="question">The question, without the choice at its end.</param>
    /// <exception cref="SecretsException">Invalid: nobody can be asked.</exception>
    public static bool Confirm(CommandContext context, string question)
    {
        if (context.Yes)
            return true;
        if (!context.MayAsk)
            throw new SecretsException(ErrorCode.Invalid, "this needs an answer, and nobody can be asked", "-y answers yes");
        while (true)
        {
            // An answer that is neither is asked for again; the end of the terminal is a no.
            string answer = context.Prompt.ReadLine($"{question} [y/n]: ") ?? "n";
            if (IsYes(answer, whenEmpty: false))
                return true;
            if (answer.ToLowerInvariant() is "n" or "no")
                return false;
        }
    }

    /// <summary>Whether an answer is a yes.</summary>
    public static bool IsYes(string answer, bool whenEmpty) => answer.Length == 0 ? whenEmpty : answer.ToLowerInvariant() is "y" or "yes";
}
