using Secrets.Tui.Commands.Supervision;
using Secrets.Tui.Commands.Syntax;

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
        string folder = registry.Folder(run.Id);
        byte[] buffer = new byte[1 << 16];
        FileStream? file = Open(RunLog.Newer(folder));
        using (FileStream? older = Open(RunLog.Older(folder)))
            Copy(older, context, buffer);
        try
        {
            while (true)
            {
                // Asked first: what is there afterwards is all that there is.
                bool more = line.Has(_follow) && registry.IsAlive(run);
                Copy(file, context, buffer);
                FileStream? next = file is null || file.Length >= RunLog.Largest ? Open(RunLog.Newer(folder)) : null;
                if (next?.Length >= RunLog.Largest)
                {
                    next.Dispose();
                    next = null;
                }
                if (next is not null)
                {
                    // It is put aside, or will be: its end first.
                    Copy(file, context, buffer);
                    file?.Dispose();
                    file = next;
                    continue;
                }
                if (!more)
                    return ExitCodes.Done;
                Thread.Sleep(Pause);
            }
        }
        finally
        {
            file?.Dispose();
        }
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (IOException)
        {
            // Nothing was printed yet.
            return null;
        }
    }

    private static void Copy(FileStream? file, CommandContext context, byte[] buffer)
    {
        int count;
        while (file is not null && (count = file.Read(buffer)) > 0)
        {
            context.Out.Write(buffer.AsSpan(0, count));
            context.Out.Flush();
        }
    }
}
