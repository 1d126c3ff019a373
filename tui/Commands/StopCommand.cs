using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets stop</c>: ends a detached run, and whatever is left of a lost one.</summary>
internal sealed class StopCommand : Command
{
    public override CommandSyntax Syntax => new("stop", CommandGroup.Runs, "End a detached run")
    {
        Arguments = "RUN…",
        Least = 1,
        Most = int.MaxValue,
        Details = ["RUN is its number or its name. All processes of the run get a TERM, and a KILL after 10 seconds."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunRegistry registry = new(context.Paths);
        RunControl control = new(registry);
        RunRecord[] runs = [.. line.Arguments.Select(registry.Find)];
        foreach (RunRecord run in runs)
            control.AskToStop(run);
        foreach (RunRecord run in runs)
            control.WaitForEnd(run);
        return context.Done();
    }
}
