using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Credentials;

/// <summary>The real git fetches over HTTP from a server that asks for a login, which we keep.</summary>
public sealed class GitFetchTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly string _served;

    public GitFetchTests()
    {
        CredentialPrograms.Install(_home);
        _home.Variables["GIT_TERMINAL_PROMPT"] = "0";
        _home.Variables["GIT_CONFIG_NOSYSTEM"] = "1";
        _home.Variables["no_proxy"] = "127.0.0.1";
        _served = Path.Combine(_home.Folder, "served.git");
    }

    public void Dispose() => _home.Dispose();

    [ToolFact("git")]
    public void A_fetch_uses_the_kept_login_and_forgets_one_that_was_refused()
    {
        Git("init", "-q", "work");
        Git("-C", "work", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--allow-empty", "-m", "the commit");
        Git("clone", "-q", "--bare", "work", _served);
        Git("-C", _served, "update-server-info");
        string password = "päss word";
        using HttpServer server = HttpServer.OnLoopback(request => Serve(request, $"ann:{password}"));
        string address = $"http://127.0.0.1:{server.Port}";
        Git("config", "--global", "credential.helper", "secrets");
        Approve($"protocol=http\nhost=127.0.0.1:{server.Port}\nusername=ann\npassword={password}\n\n");

        Git("clone", "-q", $"{address}/served.git", "copy");
        Assert.Contains("the commit", Git("-C", "copy", "log", "--oneline"), StringComparison.Ordinal);

        // Refused from now on: git says so to its helper, which forgets it.
        password = "another";
        Finished refused = Run("", "-C", "copy", "fetch", "-q");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.DoesNotContain("ann", _home.Run("list", "-p", "logins", "-e", "git").Text, StringComparison.Ordinal);
        Approve($"protocol=http\nhost=127.0.0.1:{server.Port}\nusername=ann\npassword=another\n\n");
        Git("-C", "copy", "fetch", "-q");
    }

    private HttpAnswer Serve(HttpRequestSeen request, string login)
    {
        if (request.Header("Authorization") != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}")
            return new HttpAnswer("401 Unauthorized", [], "WWW-Authenticate: Basic realm=\"test\"");
        // The protocol without a program on the other side: files as they lie there (gitprotocol-http(5), "Dumb Clients").
        string file = Path.Combine(_home.Folder, request.Path.Split('?')[0].TrimStart('/'));
        return File.Exists(file) ? new HttpAnswer("200 OK", File.ReadAllBytes(file), "Content-Type: text/plain") : new HttpAnswer("404 Not Found", []);
    }

    private void Approve(string login) => Assert.Equal(0, Run(login, "credential", "approve").ExitCode);

    private string Git(params string[] arguments)
    {
        Finished finished = Run("", arguments);
        Assert.True(finished.ExitCode == 0, $"git {string.Join(' ', arguments)}: {finished}");
        return finished.Text;
    }

    private Finished Run(string input, params string[] arguments) => NativeProcess.Run(new Launched(Programs.Find("git")!, Launched.Bytes(arguments))
    {
        Environment = _home.Environment(),
        Folder = _home.Folder,
        Input = Encoding.UTF8.GetBytes(input),
        Timeout = TimeSpan.FromSeconds(60),
    });
}
