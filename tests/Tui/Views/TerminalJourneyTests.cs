using Secrets.Shared.Client;
using Secrets.Tests.EndToEnd;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>The real program before a real terminal and a real daemon, by keyboard alone.</summary>
public sealed class TerminalJourneyTests : IDisposable
{
    private const string Redraw = "\f";
    private const int Kill = 9;
    private const string Save = "\u0013";

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public TerminalJourneyTests()
    {
        _home.Variables["TERM"] = "xterm-256color";
        _home.Variables["LC_ALL"] = "C.UTF-8";
        Assert.Equal(0, _home.Run("set", "-q", "hf_token=hf_abcdefghij").ExitCode);
    }

    public void Dispose()
    {
        _home.Run("stop", "-q", "web");
        _home.Dispose();
    }

    [LinuxFact]
    public void A_secret_is_made_changed_brought_back_staged_deployed_and_undone()
    {
        using NativeProcess screen = Open();
        screen.Type($"nfresh\tone{Save}");
        Shows(screen, "2 secrets");
        Assert.Equal("one", Value("fresh"));
        screen.Type("ke");
        Shows(screen, "Edit fresh");
        screen.Type($"two{Save}");
        Bounded.Until(() => Value("fresh") == "two", "the value was changed");
        // The daemon knows first: until the screen says so, its dialog takes the keys.
        Shows(screen, "v2");
        screen.Type("h");
        Shows(screen, "History of fresh");
        screen.Type("j\r");
        Shows(screen, "once more");
        screen.Type("\r");
        Shows(screen, "is back as v3");
        Assert.Equal("one", Value("fresh"));
        screen.Type("z");
        Bounded.Until(() => Value("fresh") == "two", "that was undone");
        // Who edits what the list does not show yet loses to the change: rightly, but that is another test.
        Shows(screen, "v2");
        screen.Type("e");
        Shows(screen, "Edit fresh");
        screen.Type($"three\t\t\t\t\t\t {Save}");
        Shows(screen, "1 staged");
        Assert.Equal("two", Value("fresh"));
        screen.Type("v");
        Shows(screen, "Staged in default/default");
        screen.Type("D");
        Shows(screen, "z takes that back");
        Assert.Equal("three", Value("fresh"));
        screen.Type("q");
        Assert.Equal(0, screen.Wait().ExitCode);
        Assert.DoesNotContain("hf_abcdefghij", screen.OutputSoFar, StringComparison.Ordinal);
        Assert.DoesNotContain("three", screen.OutputSoFar, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void An_environment_is_made_filled_from_a_file_and_written_to_one()
    {
        string source = Path.Combine(_home.Folder, "in.env");
        string target = Path.Combine(_home.Folder, "out.env");
        File.WriteAllText(source, "A_ONE=first\nB_TWO=second\n");
        using NativeProcess screen = Open();
        screen.Type("s");
        Shows(screen, "Project and environment");
        screen.Type("new env\r");
        Shows(screen, "New environment in default");
        screen.Type("dev\rdefault\r");
        Shows(screen, "default/dev");
        screen.Type("I");
        Shows(screen, "Import into default/dev");
        screen.Type($"{source}\r");
        Shows(screen, "2 new");
        screen.Type("\r");
        Shows(screen, "B_TWO");
        // The selection has stayed on what is inherited, which is not marked from here.
        screen.Type("g x");
        Shows(screen, "Export 1 secret");
        screen.Type($"{target}\r");
        Bounded.Until(() => File.Exists(target), "the file was written");
        Assert.Contains("first", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.DoesNotContain("second", File.ReadAllText(target), StringComparison.Ordinal);
        screen.Type("q");
        Assert.Equal(0, screen.Wait().ExitCode);
        Assert.Equal("second", _home.Run("get", "-e", "dev", "B_TWO").Text.TrimEnd());
    }

    [LinuxFact]
    public void A_run_is_watched_while_it_prints_and_is_stopped()
    {
        // It prints when it is told to, and shows its secret each time.
        const string Program = "i=0; trap 'echo bye; exit 0' TERM; while :; do if [ -f go ]; then rm go; i=$((i+1)); echo \"round-$i:$hf_token.\"; fi; sleep 0.05; done";
        Assert.Equal(0, _home.Run("run", "-q", "-d", "--name", "web", "--", "sh", "-c", Program).ExitCode);
        using NativeProcess screen = Open();
        screen.Type("w");
        Shows(screen, "1 live");
        Shows(screen, "running");
        screen.Type("\r");
        Shows(screen, "It has printed nothing yet");
        foreach (string round in (string[])["round-1:***.", "round-2:***."])
        {
            // Without a key. In one word, since the blanks between words may be there already.
            File.WriteAllText(Path.Combine(_home.Folder, "go"), "");
            screen.WaitFor(round);
        }
        Assert.Equal(0, _home.Run("set", "-q", "hf_token=hf_another-value").ExitCode);
        Shows(screen, "1 restart");
        screen.Type("S");
        Shows(screen, "Stop web");
        screen.Type("\r");
        Shows(screen, "stopped (0)");
        Shows(screen, "bye");
        Assert.Equal("[]", _home.Run("ps", "--json").Text.Trim());
        screen.Type("q");
        Shows(screen, "Runs");
        screen.Type("qq");
        Assert.Equal(0, screen.Wait().ExitCode);
        Assert.DoesNotContain("hf_abcdefghij", screen.OutputSoFar, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_another-value", screen.OutputSoFar, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_daemon_that_is_killed_while_a_form_is_filled_in_takes_no_letter_of_it_away()
    {
        using NativeProcess screen = Open();
        screen.Type("nfresh\thalf a ");
        Shows(screen, "New secret");
        NativeLibc.Kill(DaemonPid(), Kill);
        Shows(screen, "daemon away");
        screen.Type($"value{Save}");
        Shows(screen, "the daemon does not answer");
        Assert.Equal(0, _home.Run("status").ExitCode);
        Assert.Equal(0, _home.Run("set", "-q", "after_the_return=x").ExitCode);
        Shows(screen, "2 secrets");
        screen.Type(Save);
        Shows(screen, "3 secrets");
        screen.Type("q");
        Assert.Equal(0, screen.Wait().ExitCode);
        Assert.Equal(0, _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
        Assert.Equal("half a value", Value("fresh"));
    }

    [LinuxTheory]
    [InlineData("xterm-256color", "C.UTF-8", false)]
    [InlineData("screen", "C.UTF-8", false)]
    [InlineData("tmux-256color", "C.UTF-8", false)]
    [InlineData("vt100", "C.UTF-8", false)]
    [InlineData("linux", "C.UTF-8", false)]
    [InlineData("xterm-256color", "C", false)]
    [InlineData("xterm-256color", "C.UTF-8", true)]
    public void It_works_on_every_usual_kind_of_terminal(string term, string locale, bool noColor)
    {
        _home.Variables["TERM"] = term;
        _home.Variables["LC_ALL"] = locale;
        _home.Variables["NO_COLOR"] = noColor ? "1" : null;
        using NativeProcess screen = Open();
        screen.Type("?");
        Shows(screen, "Reveal or hide the value");
        screen.Type("qq");
        Assert.Equal(0, screen.Wait().ExitCode);
        string output = screen.OutputSoFar;
        if (locale == "C")
            Assert.True(System.Text.Ascii.IsValid(output));
        if (noColor || term == "vt100")
            Assert.DoesNotMatch(@"\e\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7])\b[0-9;]*m", output);
    }

    private NativeProcess Open()
    {
        NativeProcess screen = NativeProcess.StartOnTerminal(new Launched(Programs.Secrets, []) { Environment = _home.Environment(), Folder = _home.Folder });
        screen.WaitFor("hf_token");
        return screen;
    }

    private int DaemonPid()
    {
        using DaemonClient daemon = _home.Connect();
        return daemon.StatusAsync(CancellationToken.None).GetAwaiter().GetResult().Pid;
    }

    private string Value(string name) => _home.Run("get", name).Text.TrimEnd();

    /// <summary>Waits for a text on the screen. A frame is a difference to the last one, so whole frames are asked for until it is there.</summary>
    private static void Shows(NativeProcess screen, string text)
    {
        int from = screen.OutputSoFar.Length;
        Bounded.Until(
            () =>
            {
                screen.Type(Redraw);
                Thread.Sleep(20);
                return screen.OutputSoFar.IndexOf(text, Math.Min(from, screen.OutputSoFar.Length), StringComparison.Ordinal) >= 0;
            },
            $"the screen shows '{text}'");
    }
}
