using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Help;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>From the command line to the exit code: finds the command, runs it, and tells what went wrong.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the arguments ask for.</summary>
    public static int Run(CommandContext context)
    {
        Command? command = null;
        try
        {
            int code = Run(context, ref command);
            context.Out.Flush();
            return code;
        }
        catch (SecretsException exception)
        {
            context.Messages.Error(exception);
            return command?.ExitCodeOf(exception.Code) ?? ExitCodes.Of(exception.Code);
        }
        catch (ClosedPipeException)
        {
            return ExitCodes.ClosedPipe;
        }
        catch (IOException exception)
        {
            context.Messages.Error(exception.Message);
            return command?.ExitCodeOf(ErrorCode.Failure) ?? ExitCodes.Failure;
        }
        catch (Exception exception)
        {
            // A defect of ours. Its message may quote anything, so only its kind is told.
            context.Messages.Error($"internal error: {exception.GetType().Name}", "please report it with the command that you gave, less the values");
            return command?.ExitCodeOf(ErrorCode.Failure) ?? ExitCodes.Failure;
        }
    }

    private static int Run(CommandContext context, ref Command? command)
    {
        string[] words = context.Arguments;
        ParsedLine line = new(words);
        int place = Parser.Read(words, 0, [], endsAtFirstArgument: true, line);
        bool ofSecrets = place < words.Length && words[place] is "secret" or "secrets";
        if (ofSecrets)
            place = Parser.Read(words, place + 1, [], endsAtFirstArgument: true, line);
        if (place == words.Length && (!ofSecrets || line.Has(GlobalOptions.Help)))
            return WithoutCommand(context, line);
        // dstack lists where its 'secret' stands alone.
        string name = place == words.Length ? "list" : words[place];
        Command found = CommandTable.Find(name) ?? throw Unknown(name, ofSecrets);
        CommandSyntax syntax = found.Syntax;
        if (ofSecrets && syntax.Group != CommandGroup.Secrets)
            throw Unknown(name, ofSecrets);
        command = found;
        int rest = Parser.Read(words, Math.Min(place + 1, words.Length), syntax.Options, syntax.EndsAtFirstArgument, line);
        while (rest < words.Length)
            line.Places.Add(rest++);
        context.Apply(line);
        if (line.Has(GlobalOptions.Help))
        {
            context.Out.Write(HelpText.Of(syntax));
            return ExitCodes.Done;
        }
        if (line.Count < syntax.Least || line.Count > syntax.Most)
            throw new SecretsException(
                ErrorCode.Invalid,
                line.Count < syntax.Least ? $"'{syntax.Name}' needs {syntax.Arguments}" : syntax.Most == 0 ? $"'{syntax.Name}' takes no argument" : $"too many arguments for '{syntax.Name}'",
                $"secrets {syntax.Name} --help");
        return found.Run(context, line);
    }

    private static int WithoutCommand(CommandContext context, ParsedLine line)
    {
        context.Apply(line);
        if (line.Has(GlobalOptions.Version))
            return new VersionCommand().Run(context, line);
        if (line.Has(GlobalOptions.Help))
        {
            context.Out.Write(HelpText.OfAll());
            return ExitCodes.Done;
        }
        if (context.Screen(context) is { } exitCode)
            return exitCode;
        context.Messages.Usage(HelpText.OfAll());
        return ExitCodes.Usage;
    }

    private static SecretsException Unknown(string name, bool ofSecrets)
    {
        IEnumerable<string> known = CommandTable.All()
            .Where(syntax => !ofSecrets || syntax.Group == CommandGroup.Secrets)
            .SelectMany(syntax => syntax.Aliases.Prepend(syntax.Name));
        return new SecretsException(
            ErrorCode.Invalid,
            $"unknown command '{Names.Printable(name)}'",
            Suggestion.For(name, known) is { } similar ? $"did you mean 'secrets {similar}'?" : "secrets --help");
    }
}
