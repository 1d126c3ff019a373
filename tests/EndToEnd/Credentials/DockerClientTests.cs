using System.Text;
using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Credentials;

/// <summary>The real docker client, with us as its credential store, before an engine that only listens.</summary>
public sealed class DockerClientTests : IDisposable
{
    private const string Registry = "registry.example:5000";

    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly FakeEngine _engine;

    public DockerClientTests()
    {
        CredentialPrograms.Install(_home);
        string socket = Path.Combine(_home.Folder, "engine");
        _engine = new FakeEngine(socket);
        _home.Variables["DOCKER_HOST"] = $"unix://{socket}";
        _home.Variables["DOCKER_BUILDKIT"] = "0";
        Directory.CreateDirectory(Path.Combine(_home.Folder, ".docker"));
        File.WriteAllText(Path.Combine(_home.Folder, ".docker/config.json"), """{"credsStore":"secrets"}""");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _home.Dispose();
    }

    [ToolFact("docker")]
    public void A_login_is_kept_in_the_vault_and_pull_and_build_bring_it_until_the_logout()
    {
        Docker("pass \"word\"", "login", "-u", "me", "--password-stdin", Registry);
        Assert.Equal("pass \"word\"", (string?)_engine.Login!["password"]);
        Assert.DoesNotContain("word", File.ReadAllText(Path.Combine(_home.Folder, ".docker/config.json")), StringComparison.Ordinal);
        Assert.Contains($"me at {Registry}", _home.Run("list", "-p", "logins", "-e", "docker").Text, StringComparison.Ordinal);

        Docker("", "pull", $"{Registry}/team/app:1");
        Assert.Equal(("me", "pass \"word\"", Registry), Of(_engine.PullLogin));

        Docker("hub", "login", "-u", "you", "--password-stdin");
        Directory.CreateDirectory(Path.Combine(_home.Folder, "context"));
        File.WriteAllText(Path.Combine(_home.Folder, "context/Dockerfile"), "FROM scratch\n");
        Docker("", "build", "context");
        JsonNode logins = _engine.BuildLogins!;
        Assert.Equal(2, logins.AsObject().Count);
        Assert.Equal(("me", "pass \"word\"", Registry), Of(logins[Registry]));
        Assert.Equal(("you", "hub", "https://index.docker.io/v1/"), Of(logins["https://index.docker.io/v1/"]));

        Docker("", "logout", Registry);
        Docker("", "pull", $"{Registry}/team/app:1");
        Assert.Null((string?)_engine.PullLogin?["password"]);
        Docker("", "pull", "alpine:3");
        Assert.Equal(("you", "hub", "https://index.docker.io/v1/"), Of(_engine.PullLogin));
        Assert.DoesNotContain(Registry, _home.Run("list", "-p", "logins", "-e", "docker").Text, StringComparison.Ordinal);
    }

    [ToolFact("docker")]
    public void A_locked_vault_gives_no_login_and_the_person_hears_of_it()
    {
        Docker("pw", "login", "-u", "me", "--password-stdin", Registry);
        Assert.Equal(0, _home.Run("lock").ExitCode);
        Finished pull = Run("", "pull", $"{Registry}/team/app:1");
        Assert.Contains("secrets: error: the vault is locked\nsecrets: hint: secrets unlock", pull.Error, StringComparison.Ordinal);
        Assert.Null((string?)_engine.PullLogin?["password"]);
    }

    [ToolFact("docker")]
    public void The_registry_auth_of_a_run_is_what_its_docker_pulls_with()
    {
        Assert.Equal(0, _home.Run("set", "-q", "registry_password=s3cret:with colon").ExitCode);
        File.WriteAllText(Path.Combine(_home.Folder, "pull.dstack.yml"), $$$"""
            type: task
            image: {{{Registry}}}/team/app:1
            registry_auth:
              username: robot
              password: ${{ secrets.registry_password }}
            commands:
              - docker pull {{{Registry}}}/team/app:1
            """);
        Finished run = _home.Run("run", "-f", "pull.dstack.yml");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(("robot", "s3cret:with colon", Registry), Of(_engine.PullLogin));
    }

    private static (string?, string?, string?) Of(JsonNode? login) => ((string?)login?["username"], (string?)login?["password"], (string?)login?["serveraddress"]);

    private void Docker(string input, params string[] arguments)
    {
        Finished finished = Run(input, arguments);
        Assert.True(finished.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {finished}");
    }

    private Finished Run(string input, params string[] arguments) => NativeProcess.Run(new Launched(Programs.Find("docker")!, Launched.Bytes(arguments))
    {
        Environment = _home.Environment(),
        Folder = _home.Folder,
        Input = Encoding.UTF8.GetBytes(input),
        Timeout = TimeSpan.FromSeconds(60),
    });
}
