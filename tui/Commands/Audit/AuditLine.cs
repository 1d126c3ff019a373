using System.Globalization;
using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Audit;

/// <summary>One entry of the audit log as people and scripts read it.</summary>
/// <param name="context">The outside world.</param>
internal sealed class AuditLine(CommandContext context)
{
    private const int NamesShown = 3;

    // As wide as what is usual, where the other lines are not known yet.
    private static readonly int[] Widths = [19, 10, 18, 24, 12, 7];

    /// <summary>Its cells: time, action, scope, secrets, program, process, detail.</summary>
    public string[] Cells(AuditRecord entry) =>
    [
        Local(entry.Time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Printable.Line(entry.Action),
        entry.Project is null ? "-" : Printable.Line(entry.Environment is null ? entry.Project : $"{entry.Project}/{entry.Environment}"),
        Secrets(entry),
        Program(entry),
        entry.Pid.ToString(CultureInfo.InvariantCulture),
        Printable.Line(entry.Detail ?? ""),
    ];

    /// <summary>Writes it on a line of its own, JSON where that is wanted.</summary>
    public void Write(AuditRecord entry)
    {
        if (context.Json)
        {
            using (Utf8JsonWriter json = new(context.Out, JsonText.OneLine))
                Write(json, entry);
            context.Out.Write("\n"u8);
            return;
        }
        string[] cells = Cells(entry);
        for (int i = 0; i < Widths.Length; i++)
            cells[i] = cells[i].PadRight(Widths[i]);
        context.Out.WriteLine(string.Join("  ", cells).TrimEnd());
    }

    /// <summary>The program's name: what a run started, else that of the caller's file.</summary>
    public static string Program(AuditRecord entry) => Printable.Line(entry.Program ?? Path.GetFileName(entry.Executable) ?? "-");

    private static string Secrets(AuditRecord entry)
    {
        if (entry.NameCount == 0)
            return "-";
        string names = string.Join(",", entry.Names.Take(NamesShown));
        return Printable.Line(entry.NameCount > NamesShown ? $"{names},+{entry.NameCount - NamesShown}" : names);
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, context.Clock.LocalTimeZone);

    private static void Write(Utf8JsonWriter json, AuditRecord entry)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("time", entry.Time);
        json.WriteString("action", entry.Action);
        json.WriteString("project", entry.Project);
        json.WriteString("environment", entry.Environment);
        JsonText.Write(json, "secrets", entry.Names);
        json.WriteNumber("secretCount", entry.NameCount);
        json.WriteString("program", entry.Program);
        json.WriteString("executable", entry.Executable);
        json.WriteNumber("pid", entry.Pid);
        json.WriteNumber("uid", entry.Uid);
        json.WriteString("detail", entry.Detail);
        json.WriteEndObject();
    }
}
