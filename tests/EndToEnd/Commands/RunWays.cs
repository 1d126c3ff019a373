using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>
/// The ways in which <c>secrets run</c> starts a program: it becomes it, stays beside it, looks after it, or makes files for it. None of
/// them may be told from starting it directly, but for what ARCHITECTURE.md names.
/// </summary>
internal static class RunWays
{
    /// <summary>We become the program.</summary>
    public const string Plain = "";

    /// <summary>All of them, as the options of the command. Those with an absolute path only where bubblewrap is.</summary>
    public static TheoryData<string> All => new(Every());

    /// <summary>Those in which the program is started directly, too, under the name <see cref="Direct"/>.</summary>
    public static TheoryData<string> AllAndDirect => new([Direct, .. Every()]);

    /// <summary>Those in which we stay beside the program.</summary>
    public static TheoryData<string> Beside => new(Every().Where(IsBeside));

    /// <summary>No way of ours: a control, which shows that a test tells the truth.</summary>
    public static string Direct => "directly";

    /// <summary>Whether a process of ours is the program's parent.</summary>
    public static bool IsBeside(string way) => way.Contains("--mask", StringComparison.Ordinal) || way.Contains("--watch", StringComparison.Ordinal);

    /// <summary>Sets the secret that a way with a file puts there, and that is no variable then.</summary>
    public static void Prepare(SecretsHome home, string way)
    {
        if (way.Contains("FILED", StringComparison.Ordinal))
            Assert.Equal(0, home.Run("set", "-q", "FILED=v").ExitCode);
    }

    /// <summary>The arguments of <c>secrets</c> before the program's own.</summary>
    public static string[] Arguments(string way) => ["run", "-q", .. way.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--"];

    /// <summary>The words before a command in a shell.</summary>
    public static string InShell(string way) => way == Direct ? "" : $"'{Programs.Secrets}' {string.Join(' ', Arguments(way))} ";

    private static IEnumerable<string> Every()
    {
        string[] ways = [Plain, "--mask", "--watch", "--mask --watch", "--file FILED", "--file FILED --mask --watch"];
        string[] mounted = ["--file FILED=/secrets-test/filed", "--file FILED=/secrets-test/filed --mask", "--file FILED=/secrets-test/filed --watch"];
        return Programs.Find("bwrap") is null ? ways : ways.Concat(mounted);
    }
}
