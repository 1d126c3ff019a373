using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Questions on a real pseudo-terminal.</summary>
public sealed class PromptTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";

    private readonly SecretsHome _home = new();

    public PromptTests() => _home.Variables["TERM"] = "xterm";

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_first_hour_on_a_terminal()
    {
        using (NativeProcess init = Start("set", "TOKEN=first"))
        {
            init.WaitFor("There is no vault yet. Make one now? [Y/n]: ");
            init.Type("\n");
            init.WaitFor("New passphrase: ");
            init.Type(Passphrase + "\r");
            init.WaitFor("Once more: ");
            init.Type(Passphrase + "\r");
            Finished finished = init.Wait();
            Assert.Equal(0, finished.ExitCode);
            Assert.EndsWith("OK\r\n", finished.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("horse", finished.Text, StringComparison.Ordinal);
        }
        Assert.Equal(0, _home.Run("lock").ExitCode);
        using (NativeProcess get = Start("get", "TOKEN"))
        {
            get.WaitFor("Passphrase: ");
            get.Type("wrong\r");
            get.WaitFor("try again");
            get.Type(Passphrase + "\r");
            Assert.EndsWith("first\r\n", get.Wait().Text, StringComparison.Ordinal);
        }
        Assert.Equal(0, _home.Run("lock").ExitCode);
        using NativeProcess run = Start("run", "--", "sh", "-c", "stty -a; echo token:$TOKEN; read line; echo line:$line");
        run.WaitFor("Passphrase: ");
        run.Type(Passphrase + "\r");
        run.WaitFor("token:first");
        // The terminal shows what is typed again, and is the program's own.
        run.Type("typed\n");
        Finished ran = run.Wait();
        Assert.Contains(" echo ", ran.Text, StringComparison.Ordinal);
        Assert.Contains(" icanon ", ran.Text, StringComparison.Ordinal);
        Assert.Contains("typed\r\nline:typed", ran.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Redirected_input_and_output_stay_what_they_are()
    {
        InitializeWithPassphrase();
        Assert.Equal(0, _home.RunWith("from the pipe"u8.ToArray(), "set", "A=-").ExitCode);
        Assert.Equal(0, _home.Run("lock").ExitCode);
        // Both ends are pipes; the question still finds the person.
        using NativeProcess shell = NativeProcess.StartOnTerminal(_home.Command() with
        {
            Program = "/bin/sh",
            Arguments = Launched.Bytes(["-c", "echo ignored | \"$0\" get A | sed 's/^/got /' > out; cat out", Programs.Secrets]),
        });
        shell.WaitFor("Passphrase: ");
        shell.Type(Passphrase + "\r");
        Assert.EndsWith("got from the pipe", shell.Wait().Text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_typed_unseen_and_a_paste_keeps_its_lines()
    {
        _home.Initialize();
        using (NativeProcess set = Start("set", "TYPED"))
        {
            set.WaitFor("TYPED: ");
            set.Type("hunter3\u007f2\r");
            Finished finished = set.Wait();
            Assert.DoesNotContain("hunter", finished.Text, StringComparison.Ordinal);
            Assert.Contains("(7 bytes)", finished.Text, StringComparison.Ordinal);
        }
        Assert.Equal("hunter2", _home.Run("get", "TYPED").Text);
        using (NativeProcess set = Start("set", "PASTED"))
        {
            set.WaitFor("\x1b[?2004hPASTED: ");
            set.Type("\x1b[200~-----BEGIN-----\rabc\r-----END-----\r\x1b[201~\r");
            Assert.Contains("(34 bytes, 3 lines)", set.Wait().Text, StringComparison.Ordinal);
        }
        Assert.Equal("-----BEGIN-----\nabc\n-----END-----\n", _home.Run("get", "PASTED").Text);
    }

    [Fact]
    public void A_long_value_is_not_cut_at_the_terminals_longest_line()
    {
        _home.Initialize();
        string value = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i:x4}"));
        using NativeProcess set = Start("set", "LONG");
        set.WaitFor("LONG: ");
        // As fast as a terminal takes it: its queue has 4 KiB.
        foreach (char[] part in value.Chunk(1000))
        {
            set.Type(new string(part));
            Thread.Sleep(20);
        }
        set.Type("\r");
        Assert.Equal(0, set.Wait().ExitCode);
        Assert.Equal(value, _home.Run("get", "LONG").Text);
    }

    [Fact]
    public void A_paste_of_several_lines_without_marks_is_refused_and_reaches_no_shell()
    {
        _home.Initialize();
        _home.Variables["TERM"] = "dumb";
        using NativeProcess shell = NativeProcess.StartOnTerminal(_home.Command() with
        {
            Program = "/bin/sh",
            Arguments = Launched.Bytes(["-c", "\"$0\" set PASTED; read -r line; echo next:$line", Programs.Secrets]),
        });
        shell.WaitFor("PASTED: ");
        shell.Type("one\ntwo\nthree\n");
        shell.WaitFor("several lines");
        shell.Type("safe\n");
        Assert.EndsWith("next:safe\r\n", shell.Wait().Text, StringComparison.Ordinal);
        Assert.Equal(3, _home.Run("show", "PASTED").ExitCode);
    }

    [Theory]
    [InlineData(2, "\x03")]
    [InlineData(3, "\x1c")]
    [InlineData(15, null)]
    [InlineData(1, null)]
    public void A_signal_during_a_question_ends_it_and_restores_the_terminal(int signal, string? key)
    {
        _home.Initialize();
        // A shell around it, so that the terminal outlives the command and can be looked at.
        using NativeProcess shell = NativeProcess.StartOnTerminal(_home.Command() with
        {
            Program = "/bin/sh",
            Arguments = Launched.Bytes(
                ["-c", "trap : INT QUIT HUP; before=$(stty -g); sh -c 'echo $$ >pid; exec \"$0\" set X' \"$0\"; code=$?; [ \"$before\" = \"$(stty -g)\" ] && echo same:$code", Programs.Secrets]),
        });
        shell.WaitFor("X: ");
        if (key is not null)
            shell.Type(key);
        else
            _ = NativeLibc.Kill(int.Parse(File.ReadAllText(Path.Combine(_home.Folder, "pid"))), signal);
        Assert.Contains($"same:{128 + signal}", shell.Wait().Text, StringComparison.Ordinal);
    }

    [ToolFact("bash")]
    public void A_question_can_be_stopped_and_continued()
    {
        _home.Initialize();
        _home.Variables["PS1"] = "$ ";
        using NativeProcess shell = NativeProcess.StartOnTerminal(_home.Command() with
        {
            Program = Programs.Find("bash")!,
            Arguments = Launched.Bytes(["--norc", "--noediting", "-i"]),
        });
        shell.WaitFor("$ ");
        shell.Type($"{Programs.Secrets} set X\n");
        shell.WaitFor("X: ");
        shell.Type("lost\x1a");
        shell.WaitFor("Stopped");
        // What is typed before the prompt would be echoed before it, and the answer stand behind it.
        Bounded.Until(() => shell.OutputSoFar.EndsWith("$ ", StringComparison.Ordinal), "the shell is back");
        shell.Type("stty -a | grep -c ' echo '\n");
        shell.WaitFor("\r\n1\r\n$ ");
        shell.Type("fg\n");
        Bounded.Until(() => shell.OutputSoFar.Split("X: ").Length > 2, "the question is asked again");
        shell.Type("kept\r");
        shell.WaitFor("bytes)");
        shell.Type("exit\n");
        string text = shell.Wait().Text;
        Assert.DoesNotContain("kept", text, StringComparison.Ordinal);
        Assert.Equal("kept", _home.Run("get", "X").Text);
    }

    [Fact]
    public void Nothing_is_asked_where_it_must_not_be()
    {
        _home.Initialize();
        using NativeProcess set = Start("set", "X", "--no-input");
        Assert.Equal(2, set.Wait().ExitCode);
        using NativeProcess delete = Start("delete", "X", "--no-input");
        Assert.NotEqual(0, delete.Wait().ExitCode);
    }

    private void InitializeWithPassphrase() =>
        Assert.Equal(0, _home.RunWith(Encoding.UTF8.GetBytes(Passphrase + "\n"), "init", "--passphrase-stdin").ExitCode);

    private NativeProcess Start(params string[] arguments) => NativeProcess.StartOnTerminal(_home.Command(arguments));
}
