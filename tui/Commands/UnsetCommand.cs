using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets unset</c>: removes secrets without a question, as on Fly.</summary>
internal sealed class UnsetCommand : Command
{
    private readonly Option _stage = new("stage", "keep the removal for a later deploy");

    public override CommandSyntax Syntax => new("unset", CommandGroup.Secrets, "Delete secrets, all or none, without a question")
    {
        Arguments = "NAME…",
        Least = 1,
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Options = [_stage],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        NamesInScope asked = NamesInScope.Parse(line.Arguments, context.Scope);
        context.Call(daemon => daemon.DeleteAsync(new DeleteRequest(asked.Names, asked.Scope, line.Has(_stage)), CancellationToken.None));
        return context.Done();
    }
}
