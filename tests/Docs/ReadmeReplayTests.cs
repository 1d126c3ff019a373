using System.Text.RegularExpressions;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Docs;

/// <summary>Types README's transcript into a shell on a terminal, in a fresh home, and compares what is then seen there, line by line.</summary>
public sealed partial class ReadmeReplayTests
{
    private const string Prompt = "$ ";
    private const string Passphrase = "correct horse battery staple";

    [Fact]
    public void The_first_five_minutes_are_as_the_readme_shows_them()
    {
        string[] expected = [.. Readme.Block("console").TrimEnd('\n').Split('\n')];
        using SecretsHome home = new();
        string[] seen = Replay(home, [.. expected.Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)).Select(line => line[Prompt.Length..])]);
        Assert.Equal(expected.Select(Plain), seen.Select(Plain));
    }

    /// <summary>Types one command after the other, each when the prompt is there, and the passphrase when somebody asks for it.</summary>
    /// <returns>The terminal's lines.</returns>
    private static string[] Replay(SecretsHome home, string[] commands)
    {
        home.Variables["PATH"] = $"{Path.GetDirectoryName(Programs.Secrets)}:{Environment.GetEnvironmentVariable("PATH")}";
        home.Variables["PS1"] = Prompt;
        home.Variables["NO_COLOR"] = "1";
        home.Variables["TERM"] = "xterm";
        home.Variables["LC_ALL"] = "C.UTF-8";
        Launched shell = new(Programs.Find("bash")!, Launched.Bytes(["--norc", "--noprofile", "--noediting", "-i"])) { Environment = home.Environment(), Folder = home.Folder };
        using NativeProcess terminal = NativeProcess.StartOnTerminal(shell);
        int answered = 0;
        foreach (string command in commands)
        {
            WaitForPrompt();
            terminal.Type(command + "\n");
        }
        WaitForPrompt();
        string[] lines = [.. Escape().Replace(terminal.OutputSoFar, "").Replace("\r", "", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd())];
        terminal.Type("exit\n");
        terminal.Wait();
        return lines[..^1];

        void WaitForPrompt()
        {
            while (true)
            {
                string output = "";
                Bounded.Until(
                    () => (output = terminal.OutputSoFar).Length > answered && (output.EndsWith("\n" + Prompt, StringComparison.Ordinal) || output == Prompt || Question().IsMatch(output)),
                    $"the shell's prompt comes after:\n{terminal.OutputSoFar}");
                answered = output.Length;
                if (!Question().IsMatch(output))
                    return;
                terminal.Type(Passphrase + "\n");
            }
        }
    }

    /// <summary>Replaces what is different every time: digests and times.</summary>
    private static string Plain(string line) => Time().Replace(Digest().Replace(line.TrimEnd(), "<digest>"), "<time>");

    [GeneratedRegex("(?:passphrase|once more)[^\n]*: ?$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Question();

    /// <summary>Bracketed paste, switched on and off around a question.</summary>
    [GeneratedRegex("\u001b\\[\\?2004[hl]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();

    [GeneratedRegex("\\b[0-9a-f]{12,64}\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();

    [GeneratedRegex("\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d)?Z?|just now|\\d+ seconds? ago", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
