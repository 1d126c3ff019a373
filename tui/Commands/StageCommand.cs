using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __stage</c>: the last steps to the program of a run that somebody stays beside.</summary>
internal sealed class StageCommand : Command
{
    public override CommandSyntax Syntax => new("__stage", CommandGroup.Hidden, "Become what a pipe says") { Least = 2, Most = 2 };

    public override int ExitCodeOf(ErrorCode code) => ExitCodes.RunFailed;

    public override int Run(CommandContext context, ParsedLine line)
    {
        Stage.Become(int.Parse(line[0], CultureInfo.InvariantCulture), int.Parse(line[1], CultureInfo.InvariantCulture));
        return ExitCodes.RunFailed;
    }
}
