using System.Globalization;
using Secrets.Tests.EndToEnd;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>The real program on a real pseudo-terminal, under a shell that compares the terminal's settings before and after.</summary>
public sealed class TerminalSmokeTests : IDisposable
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int QuitSignal = 3;
    private const int IllegalInstruction = 4;
    private const int Abort = 6;
    private const int BusError = 7;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public TerminalSmokeTests()
    {
        _home.Variables["TERM"] = "xterm-256color";
        _home.Variables["LC_ALL"] = "C.UTF-8";
        Assert.Equal(0, _home.Run("set", "-q", "hf_token=hf_abcdefghij").ExitCode);
    }

    private string PidFile => Path.Combine(_home.Folder, "pid");

    public void Dispose() => _home.Dispose();

    [LinuxFact]
    public void It_paints_answers_keys_and_gives_the_terminal_back_as_it_was()
    {
        using NativeProcess shell = Open();
        Assert.DoesNotContain("hf_abcdefghij", shell.OutputSoFar, StringComparison.Ordinal);
        shell.Type("r");
        shell.WaitFor("hf_abcdefghij");
        shell.Type("q");
        AssertEnded(shell, 0);
    }

    [LinuxTheory]
    [InlineData(Hangup)]
    [InlineData(Interrupt)]
    [InlineData(QuitSignal)]
    [InlineData(Terminate)]
    public void A_signal_ends_it_with_the_terminal_restored(int signal) => AssertRestoredAfter(signal);

    /// <summary>What the runtime itself ends with after an exception that nobody caught, or a full stack: no line of C# runs any more.</summary>
    [LinuxTheory]
    [InlineData(Abort)]
    [InlineData(BusError)]
    [InlineData(IllegalInstruction)]
    public void A_crash_leaves_the_terminal_restored(int signal)
    {
        if (Programs.AreNative)
            AssertRestoredAfter(signal);
    }

    [LinuxFact]
    public void Control_c_ends_it_at_once()
    {
        using NativeProcess shell = Open();
        shell.Type("n\u0003");
        AssertEnded(shell, 130);
    }

    [LinuxFact]
    public void After_a_stop_that_nobody_can_catch_it_takes_the_screen_again()
    {
        using NativeProcess shell = Open();
        NativeLibc.Kill(Pid(), Stop);
        int before = Count(shell, "\e[?1049h");
        NativeLibc.Kill(Pid(), Continue);
        Bounded.Until(() => Count(shell, "\e[?1049h") > before, "the screen was taken again");
        shell.Type("q");
        AssertEnded(shell, 0);
    }

    [LinuxFact]
    public void Control_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back()
    {
        string bash = Programs.Find("bash") ?? "";
        if (bash.Length == 0)
            return;
        _home.Variables["PS1"] = "ready> ";
        using NativeProcess shell = NativeProcess.StartOnTerminal(new Launched(bash, Launched.Bytes(["--norc", "--noprofile", "-i"]))
        {
            Environment = _home.Environment(),
            Folder = _home.Folder,
        });
        shell.WaitFor("ready> ");
        shell.Type($"stty -g > before; {Programs.Secrets}\n");
        shell.WaitFor("hf_token");
        shell.Type("\u001a");
        Bounded.Until(() => shell.OutputSoFar.Contains("Stopped", StringComparison.Ordinal), "the job was stopped");
        shell.Type("stty -g > after; echo in'the'shell\n");
        shell.WaitFor("intheshell");
        Assert.Equal(File.ReadAllText(Path.Combine(_home.Folder, "before")), File.ReadAllText(Path.Combine(_home.Folder, "after")));
        int before = Count(shell, "\e[?1049h");
        shell.Type("fg\n");
        Bounded.Until(() => Count(shell, "\e[?1049h") > before, "the screen was taken again");
        shell.Type("q");
        Bounded.Until(() => Count(shell, "\e[?1049l") == 2, "the screen was given back");
        shell.Type("exit\n");
        Assert.Equal(0, shell.Wait().ExitCode);
    }

    [LinuxFact]
    public void Where_no_shell_could_continue_it_control_z_does_nothing()
    {
        using NativeProcess alone = NativeProcess.StartOnTerminal(new Launched(Programs.Secrets, []) { Environment = _home.Environment(), Folder = _home.Folder });
        alone.WaitFor("hf_token");
        alone.Type("\u001a");
        Bounded.Until(() => Count(alone, "\e[?1049h") == 2, "the screen was taken again");
        alone.Type("q");
        Assert.Equal(0, alone.Wait().ExitCode);
    }

    [LinuxFact]
    public void A_terminal_that_is_closed_ends_it()
    {
        if (Programs.Find("script") is not { } script)
            return;
        using NativeProcess outer = NativeProcess.StartOnTerminal(new Launched(script, Launched.Bytes(["-qec", $"sh -c 'echo $$ > {PidFile}; exec {Programs.Secrets}'", "/dev/null"]))
        {
            Environment = _home.Environment(),
            Folder = _home.Folder,
        });
        outer.WaitFor("hf_token");
        int pid = Pid();
        outer.Send(9);
        outer.Wait();
        Bounded.Until(() => !Directory.Exists($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}"), "the program ended with its terminal");
    }

    [LinuxFact]
    public void A_terminal_that_cannot_place_the_cursor_gets_a_pointer_to_the_commands()
    {
        _home.Variables["TERM"] = "dumb";
        using NativeProcess process = NativeProcess.StartOnTerminal(new Launched(Programs.Secrets, []) { Environment = _home.Environment(), Folder = _home.Folder });
        Finished finished = process.Wait();
        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("TERM=dumb", process.OutputSoFar, StringComparison.Ordinal);
        Assert.Contains("secrets list", process.OutputSoFar, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void Without_a_terminal_the_usage_names_the_commands()
    {
        Finished finished = _home.Run();
        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("list", finished.Error + finished.Text, StringComparison.Ordinal);
        Assert.Contains("run", finished.Error + finished.Text, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void When_the_daemon_is_killed_and_started_again_the_screen_goes_on()
    {
        using NativeProcess shell = Open();
        _home.StopDaemon();
        shell.WaitFor("daemon away");
        Assert.Equal(0, _home.Run("set", "-q", "after_the_return=x").ExitCode);
        shell.WaitFor("after_the_return");
        shell.Type("q");
        AssertEnded(shell, 0);
    }

    private NativeProcess Open()
    {
        // The inner shell becomes the program, so that its process id is known.
        string commands = $"stty -g > before; sh -c 'echo $$ > {PidFile}; exec {Programs.Secrets}'; code=$?; stty -g > after; echo ended $code";
        NativeProcess shell = NativeProcess.StartOnTerminal(new Launched("/bin/sh", Launched.Bytes(["-c", commands])) { Environment = _home.Environment(), Folder = _home.Folder });
        shell.WaitFor("hf_token");
        return shell;
    }

    private void AssertRestoredAfter(int signal)
    {
        using NativeProcess shell = Open();
        // In a dialog, in the middle of typing, and with a value on the screen.
        shell.Type("rn");
        shell.WaitFor("New secret");
        shell.Type("half a na");
        NativeLibc.Kill(Pid(), signal);
        AssertEnded(shell, 128 + signal);
    }

    private int Pid() => int.Parse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture);

    private void AssertEnded(NativeProcess shell, int code)
    {
        shell.WaitFor($"ended {code.ToString(CultureInfo.InvariantCulture)}");
        shell.Wait();
        string output = shell.OutputSoFar;
        Assert.Equal(File.ReadAllText(Path.Combine(_home.Folder, "before")), File.ReadAllText(Path.Combine(_home.Folder, "after")));
        // After the last frame, in which a cursor may have been shown for other reasons.
        string farewell = output[output.LastIndexOf("\e[2J\e[H", StringComparison.Ordinal)..];
        foreach (string sequence in new[] { "\e[?1049l", "\e[?25h", "\e[?2004l", "\e[?1000l", "\e[?1006l", "\e[?7h" })
            Assert.Contains(sequence, farewell, StringComparison.Ordinal);
    }

    private static int Count(NativeProcess process, string text) => process.OutputSoFar.Split(text).Length - 1;
}
