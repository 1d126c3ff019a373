using System.Text;
using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Credentials;

/// <summary>Docker and git keep their logins with us; called as they call, and by the real ones where they are installed.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Hub = "https://index.docker.io/v1/";

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Docker_stores_gets_lists_and_erases()
    {
        Assert.Equal((1, "credentials not found in native keychain\n"), Docker("get", Hub));
        Assert.Equal((0, "{}\n"), Docker("list", ""));
        Assert.Equal((0, ""), Docker("erase", Hub));
        Assert.Equal((0, ""), Docker("store", $$"""{"ServerURL":"{{Hub}}","Username":"me","Secret":"p \"+\u00fc\\n"}"""));
        Assert.Equal((0, ""), Docker("store", """{"ServerURL":"ghcr.io","Username":"<token>","Secret":"t1"}"""));
        Assert.Equal((0, ""), Docker("store", """{"ServerURL":"ghcr.io","Username":"<token>","Secret":"t2"}"""));
        JsonNode hub = JsonNode.Parse(Docker("get", Hub + "\n").Text)!;
        Assert.Equal((Hub, "me", "p \"+ü\\n"), ((string?)hub["ServerURL"], (string?)hub["Username"], (string?)hub["Secret"]));
        Assert.Equal("t2", (string?)JsonNode.Parse(Docker("get", "ghcr.io").Text)!["Secret"]);
        JsonNode list = JsonNode.Parse(Docker("list", "").Text)!;
        Assert.Equal((2, "me", "<token>"), (list.AsObject().Count, (string?)list[Hub], (string?)list["ghcr.io"]));
        Assert.Equal((0, ""), Docker("erase", "ghcr.io"));
        Assert.Equal(1, Docker("get", "ghcr.io").Code);
        foreach ((string input, string message) in (ReadOnlySpan<(string, string)>)
            [("{}", "no credentials server URL\n"), ("""{"ServerURL":"x"}""", "no credentials username\n"), ("nonsense", "standard input is no JSON object with ServerURL, Username and Secret\n")])
            Assert.Equal((1, message), Docker("store", input));
        Assert.Equal((1, "no credentials server URL\n"), Docker("get", " \n"));
        Assert.Equal(0, _home.Run("lock").ExitCode);
        Assert.Equal((1, "the vault is locked\n"), Docker("get", Hub));
    }

    [Fact]
    public void Git_gets_what_fits_protocol_host_path_and_user()
    {
        const string Host = "protocol=https\nhost=git.example:8443\n";
        Assert.Equal("", Git("get", Host));
        Git("store", Host + "username=ann\npassword=p=1 ü\n\nignored=after the empty line\n");
        Git("store", Host + "path=team/repo.git\nusername=bob\npassword=p2\n");
        Assert.Equal("username=ann\npassword=p=1 ü\n", Git("get", Host + "capability[]=authtype\n"));
        Assert.Equal("username=bob\npassword=p2\n", Git("get", Host + "path=team/repo.git\n"));
        Assert.Equal("username=ann\npassword=p=1 ü\n", Git("get", Host + "path=team/repo.git\nusername=ann\n"));
        Assert.Equal("", Git("get", Host + "username=eve\n"));
        Assert.Equal("", Git("get", "protocol=http\nhost=git.example:8443\n"));
        Assert.Equal("", Git("get", "protocol=https\n"));
        // A password that was changed since stays.
        Git("erase", Host + "username=ann\npassword=old\n");
        Assert.Equal("username=ann\npassword=p=1 ü\n", Git("get", Host));
        Git("erase", Host + "username=ann\npassword=p=1 ü\n");
        Assert.Equal("", Git("get", Host));
        Assert.Equal("", Git("something-new", Host));
    }

    [ToolFact("git")]
    public void The_real_git_asks_approves_and_rejects()
    {
        CredentialPrograms.Install(_home);
        const string Asked = "protocol=https\nhost=example.org\n\n";
        Assert.Equal(0, RealGit("credential approve", "protocol=https\nhost=example.org\nusername=me\npassword=s3cret\n\n").ExitCode);
        Assert.Equal("protocol=https\nhost=example.org\nusername=me\npassword=s3cret\n", RealGit("credential fill", Asked).Text);
        Assert.Equal(0, RealGit("credential reject", "protocol=https\nhost=example.org\nusername=me\npassword=s3cret\n\n").ExitCode);
        Assert.NotEqual(0, RealGit("credential fill", Asked).ExitCode);
    }

    private Finished RealGit(string command, string input)
    {
        _home.Variables["GIT_TERMINAL_PROMPT"] = "0";
        _home.Variables["GIT_CONFIG_NOSYSTEM"] = "1";
        return NativeProcess.Run(new Launched(Programs.Find("git")!, Launched.Bytes(["-c", "credential.helper=secrets", .. command.Split(' ')]))
        {
            Environment = _home.Environment(),
            Input = Encoding.UTF8.GetBytes(input),
            Folder = _home.Folder,
        });
    }

    private (int Code, string Text) Docker(string action, string input)
    {
        Finished finished = _home.RunWith(Encoding.UTF8.GetBytes(input), "credential", "docker", action);
        return (finished.ExitCode, finished.Text);
    }

    private string Git(string action, string input)
    {
        Finished finished = _home.RunWith(Encoding.UTF8.GetBytes(input), "credential", "git", action);
        Assert.Equal((0, ""), (finished.ExitCode, finished.Error));
        return finished.Text;
    }
}
