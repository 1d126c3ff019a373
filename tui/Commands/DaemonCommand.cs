using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets daemon</c>: the process that holds the vault.</summary>
internal sealed class DaemonCommand : Command
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private readonly Option _lines = new("lines", "only the last so many lines of the log") { Short = 'n', Value = "COUNT" };

    public override CommandSyntax Syntax => new("daemon", CommandGroup.Vault, "Start, stop or look at the daemon")
    {
        Arguments = "start|stop|status|log",
        Least = 1,
        Most = 1,
        Completes = Completes.Words,
        Words = ["start", "stop", "status", "log"],
        Options = [_lines],
        Details =
        [
            "Every command starts the daemon where none runs; 'daemon status' does not, and ends with 7 then.",
            "'daemon stop' locks the vault. 'daemon log' prints what the daemon wrote down; there is never a value in it.",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line) => line[0] switch
    {
        "start" => Start(context),
        "stop" => Stop(context),
        "status" => Status(context),
        "log" => Log(context, line.Value(_lines)),
        _ => throw new SecretsException(ErrorCode.Invalid, $"'daemon {Names.Printable(line[0])}' means nothing", "daemon start, stop, status or log"),
    };

    private static int Start(CommandContext context)
    {
        _ = context.Daemon.Connect();
        return context.Done();
    }

    private static int Stop(CommandContext context)
    {
        if (context.Daemon.TryConnect() is not { } daemon)
        {
            context.Messages.Note("no daemon runs");
            return context.Done();
        }
        int pid = daemon.StatusAsync(CancellationToken.None).Result().Pid;
        daemon.StopAsync(CancellationToken.None).Result();
        // Stopped means gone: whoever stops it to replace or remove something relies on that.
        long began = context.Clock.GetTimestamp();
        while (IsAlive(pid))
        {
            if (context.Clock.GetElapsedTime(began) > StopTimeout)
                throw new SecretsException(ErrorCode.Failure, $"the daemon, process {pid}, does not end", $"see {context.Paths.Log}");
            Thread.Sleep(2);
        }
        return context.Done();
    }

    private static int Status(CommandContext context)
    {
        if (context.Daemon.TryConnect() is not { } daemon)
            throw new SecretsException(ErrorCode.Unreachable, "no daemon runs", "any command starts one");
        StatusText.Write(context, daemon.StatusAsync(CancellationToken.None).Result());
        return ExitCodes.Done;
    }

    private static int Log(CommandContext context, string? lines)
    {
        int count = int.MaxValue;
        if (lines is not null && (!int.TryParse(lines, out count) || count < 0))
            throw new SecretsException(ErrorCode.Invalid, "--lines needs a number");
        try
        {
            Queue<string> last = [];
            foreach (string text in File.ReadLines(context.Paths.Log))
            {
                last.Enqueue(text);
                if (last.Count > count)
                    last.Dequeue();
            }
            foreach (string text in last)
                context.Out.WriteLine(Printable.Line(text));
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SecretsException(ErrorCode.NotFound, $"there is no log yet at {context.Paths.Log}");
        }
    }

    /// <summary>Whether it still runs. One that has ended, but that nobody has collected (in a container without an init), does not.</summary>
    private static bool IsAlive(int pid)
    {
        if (Io.Posix.Kill(pid, 0) != 0)
            return false;
        try
        {
            // proc(5): pid (name) state …
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..] is not ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return !OperatingSystem.IsLinux();
        }
    }
}
