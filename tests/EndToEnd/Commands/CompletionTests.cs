using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Completions in the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public CompletionTests()
    {
        _home.Variables["PATH"] = $"{Path.GetDirectoryName(Programs.Secrets)}:{System.Environment.GetEnvironmentVariable("PATH")}";
        Assert.Equal(0, _home.Run("set", "alpha=1", "beta=2").ExitCode);
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("lis", "list")]
    [InlineData("get a", "alpha")]
    [InlineData("run --pris", "--pristine")]
    [InlineData("-p default show ", "alpha beta")]
    [InlineData("daemon st", "start stop status")]
    [InlineData("secret d", "delete deploy discard diff")]
    [InlineData("init --key-file ", ":files")]
    [InlineData("run --only ", "alpha beta")]
    [InlineData("run -- ls ", ":command 3")]
    [InlineData("run ls -", ":command 2")]
    [InlineData("set b", "beta=")]
    [InlineData("set --tag ", "")]
    [InlineData("set --qui", "--quiet")]
    [InlineData("nonsense ", "")]
    public void What_can_stand_at_the_end_is_offered(string line, string offers) => Assert.Equal(offers, string.Join(' ', Offers(line.Split(' '))));

    [Fact]
    public void No_daemon_is_started_for_a_completion()
    {
        _home.StopDaemon();
        Assert.Empty(Offers("get", ""));
        Assert.Equal(7, _home.Run("daemon", "status").ExitCode);
    }

    [ToolFact("bash")]
    public void Bash_offers_names() => Assert.Equal("alpha\n", Shell(
        "bash", "--norc", "-c", "source <(secrets completion bash); COMP_WORDS=(secrets get al); COMP_CWORD=2; _secrets; printf '%s\\n' \"${COMPREPLY[@]}\""));

    [ToolFact("bash")]
    public void Bash_offers_commands() => Assert.Equal("undo\nunlock\nunset\n", Sorted(Shell(
        "bash", "--norc", "-c", "source <(secrets completion bash); COMP_WORDS=(secrets un); COMP_CWORD=1; _secrets; printf '%s\\n' \"${COMPREPLY[@]}\"")));

    [ToolFact("fish")]
    public void Fish_offers_names() => Assert.Equal("alpha\n", Shell(
        "fish", "--no-config", "-c", "secrets completion fish | source; complete -C 'secrets get al'"));

    [ToolFact("fish")]
    public void Fish_completes_the_program_of_a_run() => Assert.Contains("--recursive", Shell(
        "fish", "--no-config", "-c", "secrets completion fish | source; complete -c lsx -l recursive; complete -C 'secrets run -- lsx --rec'"), StringComparison.Ordinal);

    [ToolFact("zsh")]
    public void Zsh_offers_names_in_a_real_session()
    {
        File.WriteAllText(Path.Combine(_home.Folder, "_secrets"), _home.Run("completion", "zsh").Text);
        using NativeProcess zsh = NativeProcess.StartOnTerminal(_home.Command() with
        {
            Program = Programs.Find("zsh")!,
            Arguments = Launched.Bytes(["-f", "-i"]),
        });
        zsh.Type($"PS1='Z''Z> '; fpath=({_home.Folder} $fpath); autoload -Uz compinit; compinit -u -D; echo ready:$?\n");
        zsh.WaitFor("ready:0");
        zsh.WaitFor("ZZ> ");
        // How zsh redraws its line depends on the terminal; what it then runs does not.
        zsh.Type("secrets show al\t\n");
        zsh.WaitFor("scope        default/default");
        zsh.Type("exit\n");
        _ = zsh.Wait();
    }

    [ToolFact("bash")]
    public void The_scripts_are_what_the_shells_accept()
    {
        foreach (string shell in (string[])["bash", "zsh", "fish"])
        {
            if (Programs.Find(shell) is not { } program)
                continue;
            string file = Path.Combine(_home.Folder, shell);
            File.WriteAllText(file, _home.Run("completion", shell).Text);
            Finished checkedScript = NativeProcess.Run(_home.Command() with { Program = program, Arguments = Launched.Bytes(["-n", file]) });
            Assert.True(checkedScript.ExitCode == 0, $"{shell}: {checkedScript}");
        }
    }

    [ToolFact("man")]
    public void The_manual_page_is_one()
    {
        string file = Path.Combine(_home.Folder, "secrets.1");
        File.WriteAllText(file, _home.Run("completion", "man").Text);
        Finished finished = NativeProcess.Run(_home.Command() with { Program = Programs.Find("man")!, Arguments = Launched.Bytes(["--warnings", "-l", file]) });
        Assert.Equal((0, ""), (finished.ExitCode, finished.Error));
        Assert.Contains("keep secrets in an encrypted vault", finished.Text, StringComparison.Ordinal);
    }

    private string[] Offers(params string[] words) =>
        [.. _home.Run(["__complete", "--", .. words]).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])];

    private string Shell(string shell, params string[] arguments) =>
        NativeProcess.Run(_home.Command() with { Program = Programs.Find(shell)!, Arguments = Launched.Bytes(arguments) }).Text;

    private static string Sorted(string lines) => string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n"));
}
