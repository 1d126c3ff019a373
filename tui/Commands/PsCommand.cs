using System.Globalization;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets ps</c>: the detached runs.</summary>
internal sealed class PsCommand : Command
{
    private readonly Option _all = new("all", "those that are over, too") { Short = 'a' };

    public override CommandSyntax Syntax => new("ps", CommandGroup.Runs, "List the detached runs")
    {
        Options = [_all],
        Details =
        [
            "A run is 'waiting' when it is to be started anew and the vault is locked, 'delayed' when it ended and is started again",
            "in a while, and 'lost' when its supervisor was killed: then 'secrets stop' ends what is left of it.",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunRecord[] runs = [.. new RunRegistry(context.Paths).All().Where(run => line.Has(_all) || run.Status == RunStatus.Lost || !RunStatus.IsOver(run.Status))];
        if (context.Json)
            WriteJson(context, runs);
        else if (runs.Length == 0)
            context.Messages.Note("nothing runs; 'secrets run --detach -- COMMAND' starts something");
        else
            WriteTable(context, runs);
        return ExitCodes.Done;
    }

    private static void WriteTable(CommandContext context, RunRecord[] runs)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        TextTable table = new("ID", "NAME", "SCOPE", "STATUS", "PID", "SINCE", "RESTARTS", "SECRETS", "NOTE");
        foreach (RunRecord run in runs)
        {
            table.Add(
                Text(run.Id), run.Name, run.Scope.ToString(), run.StatusText,
                run.Process == 0 ? "-" : Text(run.Process), RelativeTime.Span(now - run.Since), Text(run.Restarts), Text(run.Secrets), Printable.Line(run.Note ?? ""));
        }
        table.Write(context.Out);
    }

    private static void WriteJson(CommandContext context, RunRecord[] runs) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach (RunRecord run in runs)
        {
            json.WriteStartObject();
            json.WriteNumber("id", run.Id);
            json.WriteString("name", run.Name);
            json.WriteString("project", run.Scope.Project);
            json.WriteString("environment", run.Scope.Environment);
            json.WriteString("status", run.Status);
            JsonText.Write(json, "pid", run.Process == 0 ? null : run.Process);
            json.WriteNumber("supervisor", run.Supervisor);
            json.WriteString("since", run.Since);
            json.WriteNumber("restarts", run.Restarts);
            json.WriteNumber("secrets", run.Secrets);
            JsonText.Write(json, "exitCode", run.ExitCode);
            json.WriteString("note", run.Note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
