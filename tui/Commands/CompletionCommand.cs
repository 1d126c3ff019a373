using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Help;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets completion</c>: what a shell loads to complete our command lines, and the manual page.</summary>
internal sealed class CompletionCommand : Command
{
    public override CommandSyntax Syntax => new("completion", CommandGroup.Tools, "Print a shell's completion script, or the manual page")
    {
        Arguments = "bash|zsh|fish|man",
        Least = 1,
        Most = 1,
        Completes = Completes.Words,
        Words = ["bash", "zsh", "fish", "man"],
        Examples = ["source <(secrets completion bash)", "secrets completion fish > ~/.config/fish/completions/secrets.fish"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        context.Out.Write(line[0] switch
        {
            "bash" => CompletionScripts.Bash,
            "zsh" => CompletionScripts.Zsh,
            "fish" => CompletionScripts.Fish,
            "man" => ManPage.Text(),
            _ => throw new SecretsException(ErrorCode.Invalid, $"no completions for '{Names.Printable(line[0])}'", "bash, zsh, fish, or man for the manual page"),
        });
        return ExitCodes.Done;
    }
}
