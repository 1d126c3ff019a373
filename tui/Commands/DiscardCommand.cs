using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets discard</c>: what is staged is not any more.</summary>
internal sealed class DiscardCommand : Command
{
    public override CommandSyntax Syntax => new("discard", CommandGroup.Secrets, "Discard what is staged, all or none")
    {
        Arguments = "[NAME]…",
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Details = ["Without a NAME, all that is staged in the environment. 'undo' brings it back, and 'rollback' too."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        (StagingRequest request, SecretScope scope) = StagingText.Request(context, line);
        StagingReply reply = context.Call(daemon => daemon.DiscardAsync(request, CancellationToken.None));
        return StagingText.Write(context, scope, reply, static secret => secret.Removal ? "is not removed" : $"version {secret.Version} is not staged any more");
    }
}
