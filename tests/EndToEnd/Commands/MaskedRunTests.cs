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

    /// <summary>Fly keeps files as base64 (fly.toml, the files section); the program sees the bytes, and so would whoever reads its output.</summary>
    [LinuxFact]
    public void A_file_that_is_kept_as_base64_is_masked()
    {
        string key = Convert.ToBase64String("private-key-material-0123456789 line\n"u8);
        Assert.Equal(0, _home.Run("set", "-q", $"KEY={key}").ExitCode);
        File.WriteAllText(Path.Combine(_home.Folder, "fly.toml"), """
            [[files]]
            guest_path = "/secrets-test/key.pem"
            secret_name = "KEY"
            """);
        Finished finished = _home.Run("run", "--mask", "-f", "fly.toml", "--", "cat", "/secrets-test/key.pem");
        Assert.Equal((0, "***"), (finished.ExitCode, finished.Text));
    }

    [Fact]
    public void Base64_is_masked_where_its_line_breaks_within_the_value()
    {
        // Four and a half of them fill the first line.
        Finished finished = Masked("printf '%s%s%s%s%s' \"$TOKEN\" \"$TOKEN\" \"$TOKEN\" \"$TOKEN\" \"$TOKEN\" | base64");
        Assert.DoesNotContain(finished.Text.Split("***"), static left => left.Trim().Length > 2);
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
