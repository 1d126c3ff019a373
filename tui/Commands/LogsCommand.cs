using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets logs</c>: what a detached run printed.</summary>
internal sealed class LogsCommand : Command
{
    /// <summary>How often a log that is followed is looked at, in milliseconds.</summary>
    private const int Pause = 100;

    private readonly Option _follow = new("follow", "go on until the run is over") { Short = 'f' };

    public override CommandSyntax Syntax => new("logs", CommandGroup.Runs, "Show what a detached run printed")
    {
        Arguments = "RUN",
        Least = 1,
        Most = 1,
        Options = [_follow],
        Details = ["RUN is its number or its name. Its secrets are masked. Kept are the last 4 MiB, and at most as much before them."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunRegistry registry = new(context.Paths);
        RunRecord run = registry.Find(line[0]);
        using RunLogReader log = new(registry.Folder(run.Id));
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            // Asked first: what is there afterwards is all that there is.
            bool more = line.Has(_follow) && registry.IsAlive(run);
            for (int count; (count = log.Read(buffer)) > 0;)
            {
                context.Out.Write(buffer.AsSpan(0, count));
                context.Out.Flush();
            }
            if (!more)
                return ExitCodes.Done;
            Thread.Sleep(Pause);
        }
    }
}
