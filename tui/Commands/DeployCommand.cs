using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets deploy</c>: what is staged becomes live.</summary>
internal sealed class DeployCommand : Command
{
    public override CommandSyntax Syntax => new("deploy", CommandGroup.Secrets, "Make what is staged live, all or none")
    {
        Arguments = "[NAME]…",
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Details = ["Without a NAME, all that is staged in the environment."],
        Examples = ["secrets set DATABASE_URL=postgres://db/app --stage", "secrets unset OLD_KEY --stage", "secrets deploy"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        (StagingRequest request, SecretScope scope) = StagingText.Request(context, line);
        StagingReply reply = context.Call(daemon => daemon.DeployAsync(request, CancellationToken.None));
        return StagingText.Write(context, scope, reply, static secret =>
            secret.Removal ? "removed" : secret.Replaces == 0 ? $"version {secret.Version} is live" : $"version {secret.Version} is live, was {secret.Replaces}");
    }
}
