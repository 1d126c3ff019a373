using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets restart</c>: has a detached run started anew.</summary>
internal sealed class RestartCommand : Command
{
    public override CommandSyntax Syntax => new("restart", CommandGroup.Runs, "Start a detached run anew, with the secrets as they are now")
    {
        Arguments = "RUN",
        Least = 1,
        Most = 1,
        Details = ["RUN is its number or its name. The program gets a TERM, and a KILL after 10 seconds; then the next one starts."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunRegistry registry = new(context.Paths);
        new RunControl(registry).Restart(registry.Find(line[0]));
        return context.Done();
    }
}
