using System.Globalization;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Runs;

/// <summary>What a supervised run says about itself, in a file that only its supervisor writes. Never a value, an argument or a variable.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">Where its secrets come from.</param>
/// <param name="Status">One of <see cref="RunStatus"/>.</param>
/// <param name="Supervisor">The supervisor's process id, which is its session's too.</param>
/// <param name="Process">The program's process id, or 0.</param>
/// <param name="Since">When that program was started, or ended.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="Secrets">How many secrets it uses.</param>
/// <param name="Boot">The machine's start that all these ids belong to.</param>
/// <param name="ExitCode">How the program ended last, or null.</param>
/// <param name="Note">What else to know, or null.</param>
/// <param name="Output">The kernel's name of the pipe that the program's output goes through, by which what is left of it is known; or null.</param>
internal sealed record RunRecord(
    int Id, string Name, SecretScope Scope, string Status, int Supervisor, int Process, DateTimeOffset Since, int Restarts, int Secrets, string Boot, int? ExitCode = null, string? Note = null,
    string? Output = null)
{
    private const string FileName = "record";

    /// <summary>The status with the exit code of a program that has ended: <c>ended (1)</c>.</summary>
    public string StatusText => ExitCode is { } code && RunStatus.IsOver(Status) ? $"{Status} ({Text(code)})" : Status;

    /// <summary>Reads the record of a folder; null where there is none, or not yet.</summary>
    public static RunRecord? Read(string folder)
    {
        try
        {
            string[] lines = File.ReadAllLines(Path.Combine(folder, FileName));
            return lines.Length < 13 ? null : new RunRecord(
                Number(lines[0]), lines[1], new SecretScope(lines[2], lines[3]), lines[4], Number(lines[5]), Number(lines[6]),
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(lines[7], CultureInfo.InvariantCulture)), Number(lines[8]), Number(lines[9]), lines[10],
                lines[11].Length > 0 ? Number(lines[11]) : null, lines[12].Length > 0 ? lines[12] : null,
                lines.Length > 13 && lines[13].Length > 0 ? lines[13] : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes it in place of the one before; whoever reads sees the one or the other.</summary>
    public void Write(string folder)
    {
        string file = Path.Combine(folder, FileName);
        string[] lines =
        [
            Text(Id), Name, Scope.Project, Scope.Environment, Status, Text(Supervisor), Text(Process),
            Since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Text(Restarts), Text(Secrets), Boot,
            ExitCode is { } code ? Text(code) : "", (Note ?? "").ReplaceLineEndings(" "), Output ?? "",
        ];
        try
        {
            File.WriteAllLines(file + ".new", lines);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk: the run goes on, and is shown as it was.
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
