using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Help;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets help</c>.</summary>
internal sealed class HelpCommand : Command
{
    public override CommandSyntax Syntax => new("help", CommandGroup.Tools, "Show the help of a command")
    {
        Arguments = "[COMMAND]",
        Most = 1,
        Completes = Completes.Commands,
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (line.Count == 0)
            context.Out.Write(HelpText.OfAll());
        else if (CommandTable.Find(line[0]) is { } command)
            context.Out.Write(HelpText.Of(command.Syntax));
        else
            throw new SecretsException(ErrorCode.Invalid, $"unknown command '{Names.Printable(line[0])}'", "secrets help");
        return ExitCodes.Done;
    }
}
