using System.Globalization;
using Secrets.Tui.Runs;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What is told of a run, wherever it is told. The word tells it; the colour only helps.</summary>
internal static class RunText
{
    public static Style StatusStyle(RunEntry run, Theme theme) => run.Record switch
    {
        { Status: RunStatus.Running } => theme.Good,
        { Status: RunStatus.Lost or RunStatus.Failed } => theme.Bad,
        { Status: RunStatus.Ended, ExitCode: not 0 } => theme.Warning,
        { Status: RunStatus.Ended or RunStatus.Stopped } => theme.Muted,
        _ => theme.Warning,
    };

    /// <summary>How long its program runs, or has ended; of a lost run, how long ago it was started.</summary>
    public static string Age(RunEntry run, TimeProvider time) => Times.Short(time.GetUtcNow() - run.Record.Since);

    /// <summary><c>sleep, process 123</c></summary>
    public static string? Program(RunEntry run) => run switch
    {
        { Record.Process: 0 } => null,
        { Program: { } program } => $"{program}, process {Text(run.Record.Process)}",
        _ => $"process {Text(run.Record.Process)}",
    };

    public static string Count(int number, string what) => $"{Text(number)} {what}{(number == 1 ? "" : "s")}";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
