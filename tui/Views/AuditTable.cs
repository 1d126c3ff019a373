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
            new("TIME", entry => Time(entry, model.Time), 14, 14, DropOrder: 3) { Style = (_, theme) => theme.Muted },
            new("AGO", entry => Times.Short(model.Time.GetUtcNow() - entry.Time), 4, 4, DropOrder: 1),
            new("ACTION", entry => entry.Action, 6, 19) { Style = StyleOf },
            new("SECRETS", Secrets, 12, 40),
            new("SCOPE", Scope, 8, 30, DropOrder: 2) { IsHiddenWhenEmpty = true },
            new("PROGRAM", Program, 8, 20, DropOrder: 4) { IsHiddenWhenEmpty = true },
            new("PID", entry => entry.Pid.ToString(CultureInfo.InvariantCulture), 5, 7, DropOrder: 6) { Style = (_, theme) => theme.Muted },
            new("DETAIL", entry => entry.Detail ?? "", 8, 60, DropOrder: 5) { Style = (_, theme) => theme.Muted, IsHiddenWhenEmpty = true },
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

    /// <summary>Without the year, which the entry itself tells.</summary>
    private static string Time(AuditRecord entry, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(entry.Time, time.LocalTimeZone).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Secrets(AuditRecord entry) => entry.NameCount switch
    {
        0 => "",
        1 => entry.Names[0],
        _ => $"{entry.Names[0]} +{entry.NameCount - 1}",
    };
}
