using System.Globalization;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __monitor</c>: leads the session of a run on a pseudo-terminal.</summary>
internal sealed class MonitorCommand : Command
{
    public override CommandSyntax Syntax => new("__monitor", CommandGroup.Hidden, "Lead the session of a run") { Least = 5, Most = 5, EndsAtFirstArgument = true };

    public override int Run(CommandContext context, ParsedLine line)
    {
        int[] descriptors = [.. line.Arguments.Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        SessionMonitor.Run(descriptors[0], descriptors[1], descriptors[2], descriptors[3], descriptors[4]);
        return ExitCodes.Done;
    }
}
