using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets rename</c>: another name for a secret.</summary>
internal sealed class RenameCommand : Command
{
    public override CommandSyntax Syntax => new("rename", CommandGroup.Secrets, "Give a secret another name; its history goes with it")
    {
        Arguments = "OLD NEW",
        Least = 2,
        Most = 2,
        Completes = Completes.SecretNames,
        Details = ["Files and run configurations that name the secret are not changed."],
        Examples = ["secrets rename hf_token HF_TOKEN"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        SecretPath path = SecretPath.Parse(line[0], context.Scope);
        SecretPath to = SecretPath.Parse(line[1], path.Scope);
        if (to.Scope != path.Scope)
            throw new SecretsException(ErrorCode.Invalid, "a rename stays in its environment", $"secrets move {path.Name} --to {to.Scope}");
        context.Call(daemon => daemon.RenameAsync(new RenameRequest(path.Name, to.Name, path.Scope), CancellationToken.None));
        return context.Done();
    }
}
