using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Hooks;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets hook</c>: has other programs call us at the right moment.</summary>
internal sealed class HookCommand : Command
{
    private readonly Option _check = new("check", "git: look through what is staged, as the hook does");

    public override CommandSyntax Syntax => new("hook", CommandGroup.Runs, "Load secrets into shells, or keep their values out of git")
    {
        Arguments = "bash|zsh|fish|git",
        Least = 1,
        Most = 1,
        Completes = Completes.Words,
        Words = ["bash", "zsh", "fish", "git"],
        Options = [_check],
        Details =
        [
            "'hook bash' and the others print what a shell evaluates at its start. From then on it loads the variables of the",
            "nearest secrets.yml, here or in a folder above, once 'secrets allow' has allowed that file as it is. They come at the",
            "next prompt (in zsh and fish with the 'cd' already), are renewed there when one has changed, and go with the folder:",
            "then every variable is as it was. While the vault is locked nothing is loaded and nobody is asked. A shell gets neither",
            "files nor a login to a registry; 'secrets run -f secrets.yml' does. Each loading is in the audit log, as a run is.",
            "With -q the hook says only what is wrong.",
            "",
            "'hook git' installs a pre-commit hook into the repository here: a commit is refused while what is staged contains the",
            "value of a secret of yours, of whatever project, live or staged, write-only or not, unless it is shorter than 8 bytes:",
            "as it is, in base64, or escaped as in JSON and URLs. Names and lines are shown, values never. The vault must be",
            "unlocked.",
        ],
        Examples = ["eval \"$(secrets hook bash)\"", "eval \"$(secrets hook zsh)\"", "secrets hook fish | source", "secrets hook git"],
    };

    public override int Run(CommandContext context, ParsedLine line) => line[0] switch
    {
        "git" when line.Has(_check) => new GitHook(context).Check(),
        "git" => new GitHook(context).Install(),
        var name => Print(context, ShellDialect.Find(name)
            ?? throw new SecretsException(ErrorCode.Invalid, $"there is no hook for '{Names.Printable(name)}'", "bash, zsh, fish or git")),
    };

    private static int Print(CommandContext context, ShellDialect shell)
    {
        context.Out.Write(shell.StartText(Environment.ProcessPath ?? "secrets", context.Paths.Changes, context.Quiet));
        return ExitCodes.Done;
    }
}
