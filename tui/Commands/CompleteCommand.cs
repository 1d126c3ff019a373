using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Help;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __complete -- WORD…</c>: what the completion scripts ask.</summary>
internal sealed class CompleteCommand : Command
{
    public override CommandSyntax Syntax => new("__complete", CommandGroup.Hidden, "Print what can stand at the end of a command line")
    {
        Most = int.MaxValue,
        EndsAtFirstArgument = true,
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        Completer completer = new(given => Names(context, given));
        foreach (string candidate in completer.Complete(line.Arguments))
            context.Out.WriteLine(candidate);
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Names(CommandContext context, ParsedLine given)
    {
        try
        {
            context.Apply(given);
            return context.Daemon.TryConnect() is { } daemon
                ? daemon.ListAsync(new ListRequest(context.Scope), CancellationToken.None).Result().Secrets.Select(secret => secret.Name)
                : [];
        }
        catch (SecretsException)
        {
            // A shell that completes wants no messages: there is simply nothing to offer.
            return [];
        }
    }
}
