using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Hooks;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets hook</c>: has other programs call us at the right moment.</summary>
internal sealed class HookCommand : Command
{
    private readonly Option _check = new("check", "git: look through what is staged, as the hook does");

    public override CommandSyntax Syntax => new("hook", CommandGroup.Runs, "Keep the values of secrets out of git")
    {
        Arguments = "git",
        Least = 1,
        Most = 1,
        Completes = Completes.Words,
        Words = ["git"],
        Options = [_check],
        Details =
        [
            "'hook git' installs a pre-commit hook into the repository here: a commit is refused while what is staged contains the",
            "value of a secret of yours, of whatever project, write-only or not, unless it is shorter than 8 bytes. Names and lines",
            "are shown, values never. The vault must be unlocked.",
        ],
        Examples = ["secrets hook git"],
    };

    public override int Run(CommandContext context, ParsedLine line) => line[0] switch
    {
        "git" when line.Has(_check) => new GitHook(context).Check(),
        "git" => new GitHook(context).Install(),
        _ => throw new SecretsException(ErrorCode.Invalid, $"there is no hook for '{Names.Printable(line[0])}'", "secrets hook git"),
    };
}
