using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The columns of the audit log. What was done and to which secrets stays longest when it gets narrow.</summary>
internal static class AuditTable
{
    public static Table<AuditRecord> Create(ScreenViewModel model) => new(
        entry => entry.Sequence.ToString(CultureInfo.InvariantCulture),
        [
            new("TIME", entry => Time(entry, model.Time), 8, 11, DropOrder: 1) { Style = (_, theme) => theme.Muted },
            new("ACTION", entry => entry.Action, 9, 19) { Style = StyleOf },
            new("SECRETS", Secrets, 10, 40),
            new("SCOPE", Scope, 8, 30, DropOrder: 3) { IsHiddenWhenEmpty = true },
            new("PROGRAM", Program, 8, 20, DropOrder: 2) { IsHiddenWhenEmpty = true },
            new("PID", entry => entry.Pid.ToString(CultureInfo.InvariantCulture), 5, 7, DropOrder: 6) { Style = (_, theme) => theme.Muted },
            new("DETAIL", entry => entry.Detail ?? "", 16, 60, DropOrder: 5) { Style = (_, theme) => theme.Muted, IsHiddenWhenEmpty = true },
        ]);

    /// <summary>Where it happened: a scope, a project, or nothing for the whole vault.</summary>
    public static string Scope(AuditRecord entry) => entry.Environment is null ? entry.Project ?? "" : $"{entry.Project}/{entry.Environment}";

    /// <summary>What a run started, else the file name of the program that asked.</summary>
    public static string Program(AuditRecord entry) => entry.Program ?? Path.GetFileName(entry.Executable) ?? "";

    /// <summary>A value that left, a key that opened nothing, and what is gone are told apart; the word says it too.</summary>
    public static Style StyleOf(AuditRecord entry, Theme theme) => entry.Action switch
    {
        "get" or "run" or "export" or "inject" => theme.Accent,
        "wrong-key" => theme.Bad,
        "delete" or "project-delete" or "environment-delete" or "slot-remove" => theme.Warning,
        _ => theme.Base,
    };

    /// <summary>As exact as its age deserves, so that the other columns have room: the entry itself tells all of it.</summary>
    private static string Time(AuditRecord entry, TimeProvider time)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(entry.Time, time.LocalTimeZone);
        DateTimeOffset now = time.GetLocalNow();
        string format = local.Date == now.Date ? "HH:mm:ss" : local.Year == now.Year ? "MM-dd HH:mm" : "yyyy-MM-dd";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Secrets(AuditRecord entry) => entry.NameCount switch
    {
        0 => "",
        1 => entry.Names[0],
        _ => $"{entry.Names[0]} +{entry.NameCount - 1}",
    };
}
