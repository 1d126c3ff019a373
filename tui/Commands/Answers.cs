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
            throw Unanswerable();
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

    /// <summary>Asks for a name once more before something is lost for good; tells where the answer was another one.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="warning">What will be lost, as a sentence.</param>
    /// <param name="name">What has to be typed.</param>
    /// <exception cref="SecretsException">Invalid: nobody can be asked.</exception>
    public static bool TypesName(CommandContext context, string warning, string name)
    {
        if (context.Yes)
            return true;
        if (!context.MayAsk)
            throw Unanswerable();
        if (context.Prompt.ReadLine($"{warning} Type its name to go on: ") == name)
            return true;
        context.Messages.Note("nothing was deleted");
        return false;
    }

    /// <summary>A number with its noun: <c>1 secret</c>, <c>2 secrets</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static SecretsException Unanswerable() => new(ErrorCode.Invalid, "this needs an answer, and nobody can be asked", "-y answers yes");

    /// <summary>Asks for a word before much is changed at once. <c>-y</c> answers.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="warning">What will happen, as a sentence.</param>
    /// <param name="word">What has to be typed.</param>
    /// <exception cref="SecretsException">Invalid: nobody can be asked.</exception>
    public static bool TypesWord(CommandContext context, string warning, string word)
    {
        if (context.Yes)
            return true;
        return context.MayAsk ? context.Prompt.ReadLine($"{warning} Type {word} to go on: ") == word : throw Unanswerable();
    }

    /// <summary>Whether an answer is a yes.</summary>
    public static bool IsYes(string answer, bool whenEmpty) => answer.Length == 0 ? whenEmpty : answer.ToLowerInvariant() is "y" or "yes";
}
