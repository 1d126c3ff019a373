using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary><c>run --mask</c>: the secrets do not show, and nothing else is different.</summary>
public sealed class MaskedRunTests : IDisposable
{
    private const string Secret = "hunter22-hunter22";

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public MaskedRunTests()
    {
        Assert.Equal(0, _home.Run("set", "-q", $"TOKEN={Secret}").ExitCode);
        _home.Variables["PS1"] = "$ ";
        _home.Variables["TERM"] = "xterm";
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Both_outputs_are_masked_and_kept_apart()
    {
        Finished finished = Masked("echo \"out $TOKEN\"; echo \"err $TOKEN\" >&2; printf '%s' \"$TOKEN\" | base64; printf 'user:%s' \"$TOKEN\" | base64; exit 7");
        Assert.Equal(7, finished.ExitCode);
        Assert.Equal("err ***\n", finished.Error);
        Assert.Equal("out ***\n***\n", finished.Text[..12]);
        Assert.DoesNotContain(Convert.ToBase64String("hunter22-hunt"u8)[4..12], finished.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_comes_in_pieces_is_masked()
    {
        Finished finished = Masked("printf 'a hunter2'; printf '2-hun'; sleep 0.2; printf 'ter22 z'; sleep 0.2; printf '\\n'");
        Assert.Equal("a *** z\n", finished.Text);
    }

    [Fact]
    public void What_serves_both_outputs_keeps_their_order()
    {
        Finished finished = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(
            ["-c", "exec \"$0\" run --mask -- sh -c 'for i in 1 2 3 4 5 6 7 8 9; do echo o$i; echo e$i >&2; done' 2>&1", Programs.Secrets]))
        { Environment = _home.Environment(), Folder = _home.Folder });
        Assert.Equal(string.Concat(Enumerable.Range(1, 9).Select(i => $"o{i}\ne{i}\n")), finished.Text);
    }

    [Theory]
    [InlineData("no-such-program", 127)]
    [InlineData("/", 126)]
    public void What_cannot_be_started_is_told_as_without_it(string program, int code)
    {
        Finished masked = _home.Run("run", "--mask", "--", program);
        Finished plain = _home.Run("run", "--", program);
        Assert.Equal((code, plain.Error), (masked.ExitCode, masked.Error));
    }

    [Fact]
    public void A_reader_that_has_gone_ends_the_writer()
    {
        Finished finished = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(
            ["-c", "{ \"$0\" run --mask -- yes; echo code $? >&2; } | head -n 1", Programs.Secrets]))
        { Environment = _home.Environment(), Folder = _home.Folder });
        Assert.Equal(("y\n", "code 141\n"), (finished.Text, finished.Error));
    }

    [LinuxTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(15)]
    public void A_signal_to_us_reaches_the_program(int signal)
    {
        using NativeProcess process = NativeProcess.Start(_home.Command(
            "run", "--mask", "--", "sh", "-c", "trap 'echo got 1; exit 41' 1; trap 'echo got 2; exit 42' 2; trap 'echo got 10; exit 50' 10; trap 'echo got 15; exit 55' 15; echo ready; while :; do sleep 0.02; done"));
        process.WaitFor("ready");
        process.Send(signal);
        Finished finished = process.Wait();
        Assert.Equal((40 + signal, $"ready\ngot {signal}\n"), (finished.ExitCode, finished.Text));
    }

    [LinuxFact]
    public void A_kill_of_us_kills_the_program()
    {
        using NativeProcess process = NativeProcess.Start(_home.Command("run", "--mask", "--", "sh", "-c", "echo pid=$$; exec sleep 600"));
        int child = ChildOf(process);
        process.Send(9);
        process.Wait();
        Bounded.Until(() => !IsRunning(child), "the program was killed too");
    }

    [LinuxFact]
    public void On_a_terminal_it_has_a_terminal_of_the_same_size_and_settings()
    {
        using NativeProcess shell = OnTerminal(
            "stty rows 33 cols 101 -ixany; stty -a >before; \"$0\" run --mask -- sh -c '"
            + "[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all; stty -a >inside; echo $TOKEN; trap \"echo now \\$(stty size)\" WINCH; echo pid=$$; while [ ! -f stop ]; do sleep 0.05; done; exit 5'; "
            + "code=$?; stty rows 33 cols 101; stty -a >after; echo code=$code");
        shell.WaitFor("pid=");
        // The person changes the window: the kernel tells the process in the foreground of the outer terminal, which is us.
        Finished resized = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", $"stty rows 40 cols 90 </proc/{shell.Id}/fd/0"]))
        { Environment = _home.Environment() });
        Assert.Equal(0, resized.ExitCode);
        shell.WaitFor("now 40 90");
        File.WriteAllText(Path.Combine(_home.Folder, "stop"), "");
        shell.WaitFor("code=5");
        string output = shell.Wait().Text;
        Assert.Contains("all\r\n***\r\n", output, StringComparison.Ordinal);
        Assert.Equal(Read("before"), Read("inside"));
        Assert.Equal(Read("before"), Read("after"));
    }

    [ToolFact("bash")]
    public void The_keys_that_stop_and_interrupt_do_their_work()
    {
        using NativeProcess shell = NativeProcess.StartOnTerminal(
            new Launched(Programs.Find("bash")!, Launched.Bytes(["--norc", "--noediting", "-i"])) { Environment = _home.Environment(), Folder = _home.Folder });
        shell.Type($"stty -a >before; '{Programs.Secrets}' run --mask -- sh -c 'echo at work; cat; echo done'\n");
        shell.WaitFor("at work\r\n");
        shell.Type("line one\n");
        Bounded.Until(() => shell.OutputSoFar.Split("line one\r\n").Length == 3, "it was echoed and copied");
        shell.Type("\u001a");
        shell.WaitFor("Stopped");
        shell.Type("stty -a >stopped; fg\n");
        shell.WaitFor("fg\r\n");
        shell.Type("line two\n");
        Bounded.Until(() => shell.OutputSoFar.Split("line two\r\n").Length >= 3, "it goes on");
        shell.Type("\u0004");
        // What is typed before the shell has its terminal back would still go to the program.
        shell.WaitFor("\ndone\r\n$ ");
        shell.Type($"'{Programs.Secrets}' run --mask -- sh -c 'echo again; exec sleep 600'\n");
        shell.WaitFor("\nagain\r\n");
        shell.Type("\u0003");
        shell.WaitFor("^C\r\n$ ");
        shell.Type("echo code=$?\n");
        shell.WaitFor("\ncode=130\r\n");
        shell.Type("stty -a >after; exit 0\n");
        Assert.Equal(0, shell.Wait().ExitCode);
        Assert.Equal(Read("before"), Read("stopped"));
        Assert.Equal(Read("before"), Read("after"));
    }

    [LinuxFact]
    public void A_kill_of_us_gives_the_terminal_back()
    {
        using NativeProcess shell = OnTerminal("stty -a >before; \"$0\" run --mask -- sh -c 'echo us=$(ps -o ppid= -p $PPID); echo pid=$$; exec sleep 600'; sleep 0.5; echo over; read x; stty -a >after");
        shell.WaitFor("pid=");
        int child = Number(shell, "pid=");
        Assert.Equal(0, NativeLibc.Kill(Number(shell, "us="), 9));
        Bounded.Until(() => !IsRunning(child), "the program was killed too");
        shell.WaitFor("over");
        Bounded.Until(
            () =>
            {
                NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", $"stty -a </proc/{shell.Id}/fd/0 >'{_home.Folder}/now'"])) { Environment = _home.Environment() });
                return Read("now") == Read("before");
            },
            "the terminal is as it was");
        shell.Type("\n");
        shell.Wait();
    }

    [LinuxFact]
    public void Files_and_a_folder_of_their_own_are_there_too()
    {
        Finished finished = _home.Run("run", "--mask", "--file", "TOKEN=/secrets/token", "--", "sh", "-c", "wc -c </secrets/token; cat /secrets/token; echo");
        // Without bubblewrap, or where it may not work, the run says so.
        if (finished.ExitCode == 0)
            Assert.Equal("17\n***\n", finished.Text);
        else
            Assert.Contains("secrets: error: ", finished.Error, StringComparison.Ordinal);
        finished = _home.Run("run", "--mask", "--file", "TOKEN", "--", "sh", "-c", "wc -c <$SECRETS_DIR/TOKEN; cat $SECRETS_DIR/TOKEN; echo");
        Assert.Equal("17\n***\n", finished.Text);
    }

    private Finished Masked(string script) => _home.Run("run", "--mask", "--", "sh", "-c", script);

    private NativeProcess OnTerminal(string script) => NativeProcess.StartOnTerminal(
        new Launched("/bin/sh", Launched.Bytes(["-c", script, Programs.Secrets])) { Environment = _home.Environment(), Folder = _home.Folder });

    private static int ChildOf(NativeProcess process)
    {
        process.WaitFor("\n");
        return Number(process, "pid=");
    }

    private static int Number(NativeProcess process, string before)
    {
        string text = process.OutputSoFar;
        return int.Parse(text[(text.LastIndexOf(before, StringComparison.Ordinal) + before.Length)..].Split('\r', '\n')[0]);
    }

    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_home.Folder, file));
}
