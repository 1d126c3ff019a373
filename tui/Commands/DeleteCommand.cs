using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets delete</c>: removes secrets, after a question.</summary>
internal sealed class DeleteCommand : Command
{
    public override CommandSyntax Syntax => new("delete", CommandGroup.Secrets, "Delete secrets, all or none, after a question")
    {
        Aliases = ["rm", "remove"],
        Arguments = "NAME…",
        Least = 1,
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Details = ["-y answers the question; 'unset' does not ask."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        NamesInScope asked = NamesInScope.Parse(line.Arguments, context.Scope);
        if (!context.Yes)
        {
            // Nobody is asked about what is not there.
            foreach (string name in asked.Names)
                _ = context.Call(daemon => daemon.DescribeAsync(new DescribeRequest(name, asked.Scope), CancellationToken.None));
            string what = asked.Names.Count == 1 ? "secret" : "secrets";
            if (!Answers.Confirm(context, $"Delete the {what} {string.Join(", ", asked.Names)}?"))
            {
                context.Messages.Note("nothing was deleted");
                return ExitCodes.Failure;
            }
        }
        context.Call(daemon => daemon.DeleteAsync(new DeleteRequest(asked.Names, asked.Scope), CancellationToken.None));
        return context.Done();
    }
}
