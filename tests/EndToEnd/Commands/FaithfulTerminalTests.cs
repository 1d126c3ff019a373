using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>
/// On a terminal, below a shell with job control: keys, stops, window changes and settings are the program's, in whatever way it is run.
/// Each test is also made with the program started directly.
/// </summary>
public sealed class FaithfulTerminalTests : IDisposable
{
    private const string Secret = "hunter22-hunter22";

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public FaithfulTerminalTests()
    {
        Assert.Equal(0, _home.Run("set", "-q", $"PLAIN={Secret}").ExitCode);
        _home.Variables["PS1"] = "$ ";
        _home.Variables["TERM"] = "xterm";
    }

    public void Dispose() => _home.Dispose();

    [LinuxTheory]
    [MemberData(nameof(RunWays.AllAndDirect), MemberType = typeof(RunWays))]
    public void It_has_a_terminal_of_the_same_size_and_settings_and_hears_of_a_new_size(string way)
    {
        RunWays.Prepare(_home, way);
        using NativeProcess shell = OnTerminal(
            $"stty rows 33 cols 101 -ixany; stty -a >before; {RunWays.InShell(way)} sh -c '"
            + "[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all; stty -a >inside; echo own >/dev/tty; echo $PLAIN.; trap \"echo now \\$(stty size)\" WINCH; echo pid=$$; while [ ! -f stop ]; do sleep 0.05; done; exit 5'; "
            + "code=$?; stty rows 33 cols 101; stty -a >after; echo code=$code");
        shell.WaitFor("pid=");
        // The person changes the window: the kernel tells the process in the foreground of the outer terminal.
        foreach ((int rows, int columns) in (ReadOnlySpan<(int, int)>)[(40, 90), (7, 200), (1, 1)])
        {
            Finished resized = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", $"stty rows {rows} cols {columns} </proc/{shell.Id}/fd/0"])) { Environment = _home.Environment() });
            Assert.Equal(0, resized.ExitCode);
            shell.WaitFor($"now {rows} {columns}\r\n");
        }
        File.WriteAllText(Path.Combine(_home.Folder, "stop"), "");
        shell.WaitFor("code=5");
        string shown = way == RunWays.Direct ? "" : way.Contains("--mask", StringComparison.Ordinal) ? "***" : Secret;
        Assert.Contains($"all\r\nown\r\n{shown}.\r\n", shell.Wait().Text, StringComparison.Ordinal);
        Assert.Equal(Read("before"), Read("inside"));
        Assert.Equal(Read("before"), Read("after"));
    }

    [ToolFact("bash")]
    public void The_control_that_is_started_directly_obeys_the_keys() => Keys(RunWays.Direct);

    [LinuxTheory]
    [MemberData(nameof(RunWays.All), MemberType = typeof(RunWays))]
    public void The_keys_that_stop_and_interrupt_do_their_work(string way) => Keys(way);

    /// <summary>TSTP to what the shell started, and STOP to the program itself, stop both; CONT wakes both; the shell sees all of it.</summary>
    [LinuxTheory]
    [MemberData(nameof(RunWays.AllAndDirect), MemberType = typeof(RunWays))]
    public void It_stops_and_goes_on_by_signals(string way)
    {
        RunWays.Prepare(_home, way);
        using NativeProcess? shell = Bash();
        if (shell is null)
            return;
        shell.Type($"{RunWays.InShell(way)} sh -c 'trap \"echo woken\" CONT; echo program-$$.; while :; do sleep 0.02; done'\n");
        // The line as it was typed is echoed, with the dollar signs in place of the number.
        int program = 0;
        Bounded.Until(() => shell.OutputSoFar.Split("program-").Any(part => int.TryParse(part.Split('.')[0], out program)), "the program says its id");
        int job = int.Parse(File.ReadAllText($"/proc/{shell.Id}/task/{shell.Id}/children").Split(' ')[0]);
        Assert.Equal(RunWays.IsBeside(way), job != program);
        int round = 0;
        foreach ((int process, int signal) in (ReadOnlySpan<(int, int)>)[(job, 20), (program, 19), (program, 20)])
        {
            Assert.Equal(0, NativeLibc.Kill(process, signal));
            round++;
            Bounded.Until(() => StateOf(program) == 'T' && StateOf(job) == 'T', $"both have stopped by {signal}");
            Bounded.Until(() => Count(shell, "Stopped") == round && ForegroundOf(shell) == shell.Id, "the shell says so");
            // In the background both terminals make two bytes of a line's end: only its first one is looked for.
            int woken = Count(shell, "woken\r");
            Assert.Equal(0, NativeLibc.Kill(job, 18));
            Bounded.Until(() => Count(shell, "woken\r") > woken && StateOf(job) != 'T', "both go on");
            shell.Type("fg\n");
            Bounded.Until(() => ForegroundOf(shell) == job, "it is in the foreground again");
        }
        shell.Type("\u0003");
        Bounded.Until(() => StateOf(program) is null && StateOf(job) is null, "the key ends it");
        shell.WaitFor("^C\r\n$ ");
        shell.Type("echo code=$?; exit 0\n");
        shell.WaitFor("\ncode=130\r\n");
        Assert.Equal(0, shell.Wait().ExitCode);
    }

    private void Keys(string way)
    {
        RunWays.Prepare(_home, way);
        using NativeProcess? shell = Bash();
        if (shell is null)
            return;
        shell.Type($"stty -a >before; {RunWays.InShell(way)} sh -c 'echo at work; cat; echo done'\n");
        shell.WaitFor("at work\r\n");
        shell.Type("line one\n");
        Bounded.Until(() => shell.OutputSoFar.Split("line one\r\n").Length == 3, "it was echoed and copied");
        shell.Type("\u001a");
        shell.WaitFor("Stopped");
        // The shell looks at its own child alone: what that started may be still awake, and takes the next line.
        Bounded.Until(() => ForegroundOf(shell) == shell.Id && OthersOf(shell).All(static one => StateOf(one) is 'T' or null), "the shell has the terminal for itself");
        shell.Type("stty -a >stopped; fg\n");
        // What is typed before would be the shell's.
        Bounded.Until(() => ForegroundOf(shell) is var group && group != shell.Id && File.Exists(Path.Combine(_home.Folder, "stopped")) && Count(shell, "fg\r\n") > 0, "it is in the foreground again", seen: () => shell.OutputSoFar);
        shell.Type("line two\n");
        Bounded.Until(() => shell.OutputSoFar.Split("line two\r\n").Length >= 3, "it goes on");
        shell.Type("\u0004");
        // What is typed before the shell has its terminal back would still go to the program.
        shell.WaitFor("\ndone\r\n$ ");
        foreach ((string key, int code) in (ReadOnlySpan<(string, int)>)[("\u0003", 130), ("\u001c", 131)])
        {
            shell.Type($"ulimit -c 0; {RunWays.InShell(way)} sh -c 'echo again {code}; exec sleep 600'\n");
            shell.WaitFor($"\nagain {code}\r\n");
            shell.Type(key);
            shell.WaitFor(code == 130 ? "^C\r\n$ " : "^\\");
            Bounded.Until(() => shell.OutputSoFar.EndsWith("$ ", StringComparison.Ordinal), "the shell is back");
            shell.Type("echo code=$?\n");
            // What is typed before the prompt would be echoed before it, too, and the next answer stand behind it.
            shell.WaitFor($"\ncode={code}\r\n$ ");
        }
        shell.Type("stty -a >after; exit 0\n");
        Assert.Equal(0, shell.Wait().ExitCode);
        Assert.Equal(Read("before"), Read("stopped"));
        Assert.Equal(Read("before"), Read("after"));
    }

    /// <summary>A shell with job control, or null where there is none.</summary>
    private NativeProcess? Bash() => Programs.Find("bash") is { } bash
        ? NativeProcess.StartOnTerminal(new Launched(bash, Launched.Bytes(["--norc", "--noediting", "-i"])) { Environment = _home.Environment(), Folder = _home.Folder })
        : null;

    private NativeProcess OnTerminal(string script) => NativeProcess.StartOnTerminal(
        new Launched("/bin/sh", Launched.Bytes(["-c", script])) { Environment = _home.Environment(), Folder = _home.Folder });

    private static int Count(NativeProcess shell, string text) => shell.OutputSoFar.Split(text).Length - 1;

    /// <summary>The process group that has the shell's terminal.</summary>
    private static int ForegroundOf(NativeProcess shell)
    {
        string text = File.ReadAllText($"/proc/{shell.Id}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[5]);
    }

    /// <summary>The other processes of the shell's session.</summary>
    private static IEnumerable<int> OthersOf(NativeProcess shell) => Directory.EnumerateDirectories("/proc")
        .Select(static folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
        .Where(id => id > 0 && id != shell.Id && SessionOf(id) == shell.Id);

    private static int? SessionOf(int process)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[3]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static char? StateOf(int process)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{process}/stat");
            char state = text[text.LastIndexOf(')') + 2];
            return state == 'Z' ? null : state;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_home.Folder, file));
}
