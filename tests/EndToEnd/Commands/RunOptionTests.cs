using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

public sealed class RunOptionTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public RunOptionTests() => Assert.Equal(0, _home.Run("set", "A=a", "B=b", "token=t0k").ExitCode);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void An_env_file_gives_variables_with_references_in_them()
    {
        File.WriteAllText(Path.Combine(_home.Folder, "one.env"), "URL=\"https://u:${{ secrets.token }}@h\"\nA={{ RUNPOD_SECRET_B }}\n# comment\nPLAIN=p # x\n");
        File.WriteAllText(Path.Combine(_home.Folder, "two.env"), "PLAIN='q'\n");
        File.WriteAllText(Path.Combine(_home.Folder, "fly.toml"), "app = 'default'\n[env]\nPLAIN = 'fly'\nREGION = 'x'\n");
        const string Show = "echo $URL $A $B $PLAIN $REGION";
        Assert.Equal("https://u:t0k@h b b q\n", _home.Run("run", "--env-file", "one.env", "--env-file", "two.env", "--", "sh", "-c", Show).Text);
        // It is written on the command line, so it wins over the file's variables and over the scope's; --as wins over it.
        Assert.Equal("https://u:t0k@h t0k b p x\n", _home.Run("run", "-f", "fly.toml", "--env-file", "one.env", "--as", "A=token", "--", "sh", "-c", Show).Text);
        foreach ((string text, string message) in (ReadOnlySpan<(string, string)>)
        [
            ("X=${{ secrets.nowhere }}\n", "no secret named nowhere"),
            ("\nX=${{ secrets.a\n", "bad.env:2:1: a reference is opened and never closed"),
            ("PATH=/x\n", "bad.env:1:1: refusing to set PATH"),
            ("a.b=1\n", "'a.b' is no variable name"),
            ("X='\n", "bad.env:1:1: the quoted value"),
        ])
        {
            File.WriteAllText(Path.Combine(_home.Folder, "bad.env"), text);
            Finished refused = _home.Run("run", "--env-file", "bad.env", "--", "true");
            Assert.Equal(125, refused.ExitCode);
            Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_option_that_would_do_nothing_is_refused()
    {
        File.WriteAllText(Path.Combine(_home.Folder, "secrets.yml"), "command: touch started\n");
        foreach ((string[] options, string message) in (ReadOnlySpan<(string[], string)>)
        [
            (["--format", "fly"], "--format says what a FILE is, and there is none"),
            (["-f", "secrets.yml", "-f", "secrets.yml"], "-f is given twice"),
            (["-f", "secrets.yml", "--format", "secrets", "--format", "fly"], "--format is given twice"),
            (["--only", ""], "--only names no secret"),
            (["--only", " , "], "--only names no secret"),
            (["--only", "A", "--only="], "--only names no secret"),
        ])
        {
            Finished refused = _home.Run(["run", .. options, "--", "touch", "started"]);
            Assert.Equal(125, refused.ExitCode);
            Assert.Contains($"secrets: error: {message}\n", refused.Error, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(Path.Combine(_home.Folder, "started")));
    }

    [Fact]
    public void A_command_can_be_a_line_for_the_shell()
    {
        Assert.Equal("a b\n", _home.Run("run", "--command", "echo $A \"$B\"").Text);
        Assert.Equal(4, _home.Run("run", "--command", "exit 4").ExitCode);
        Assert.Equal(125, _home.Run("run", "--command", "true", "--", "true").ExitCode);
    }

    [Fact]
    public void A_dry_run_starts_nothing_and_shows_no_value()
    {
        File.WriteAllText(
            Path.Combine(_home.Folder, "secrets.yml"),
            "secrets: none\nenv:\n  TOKEN: '${{ secrets.token }}'\n  HOME:\nfiles:\n  - path: /run/own/x\n    secret: A\nregistry_auth: {registry: ghcr.io, username: u, password: '${{ secrets.B }}'}\ncommand: touch 'a file'\n");
        Finished shown = _home.Run("run", "-f", "secrets.yml", "--file", "token=sub/t", "--dry-run");
        Assert.Equal(
            $"variable  TOKEN=*** (3 bytes)\nvariable  HOME, your own\nfile      /run/own/x, 1 bytes\nfile      $SECRETS_DIR/sub/t, 3 bytes\nlogin     ghcr.io\nfolder    {_home.Folder}\ncommand   touch 'a file'\n",
            shown.Text);
        JsonNode json = JsonNode.Parse(_home.Run("run", "-f", "secrets.yml", "--dry-run", "--json").Text)!;
        Assert.Equal(("TOKEN", "/run/own/x", "ghcr.io", "a file"), ((string?)json["variables"]![0]!["name"], (string?)json["files"]![0]!["path"], (string?)json["registry"], (string?)json["command"]![1]));
        Assert.DoesNotContain("t0k", json.ToJsonString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home.Folder, "a file")));
    }

    [Fact]
    public void A_login_to_a_registry_is_Dockers_own_configuration_for_the_run()
    {
        File.WriteAllText(
            Path.Combine(_home.Folder, "x.dstack.yml"),
            "type: task\nimage: ghcr.io/o/i\nregistry_auth:\n  username: me\n  password: ${{ secrets.token }}\ncommands:\n  - stat -c '%a' $DOCKER_CONFIG $DOCKER_CONFIG/config.json; cat $DOCKER_CONFIG/config.json\n");
        Assert.Equal("700\n400\n{\"auths\":{\"ghcr.io\":{\"auth\":\"bWU6dDBr\"}}}", _home.Run("run", "-f", "x.dstack.yml").Text);
    }
}
