using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Hooks;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __hook SHELL FILE SAID</c>: what a shell's hook asks when something is not as it was.</summary>
internal sealed class ShellHookCommand : Command
{
    public override CommandSyntax Syntax => new("__hook", CommandGroup.Hidden, "Answer a shell's hook") { Arguments = "SHELL FILE SAID", Least = 3, Most = 3 };

    public override int Run(CommandContext context, ParsedLine line)
    {
        ShellDialect shell = ShellDialect.Find(line[0]) ?? throw new SecretsException(ErrorCode.Invalid, $"there is no hook for '{Names.Printable(line[0])}'");
        new ShellHook(context, shell).Answer(line[1], line[2]);
        return ExitCodes.Done;
    }
}
