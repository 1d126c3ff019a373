using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>What was allowed, and what the hook's answer to a shell contains.</summary>
public sealed class AllowTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly string _project;

    public AllowTests()
    {
        _project = Directory.CreateDirectory(Path.Combine(_home.Folder, "it's my project")).FullName;
        Write("env:\n  A: ${{ secrets.a }}\n  B: ${{ secrets.b }}\n");
        Assert.Equal(0, _home.Run("set", "-q", "a=first", "b=second").ExitCode);
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_only_a_run_gets_is_said_and_left_out()
    {
        Write("env:\n  A: ${{ secrets.a }}\nfiles:\n  - path: /run/x\n    secret: not_there\nregistry_auth:\n  registry: r.example\n  username: u\n  password: ${{ secrets.neither }}\n");
        Allow();
        Finished answer = _home.Run("__hook", "bash", Path.Combine(_project, "secrets.yml"), "");
        Assert.Contains("only a run gets files, so /run/x is not there", answer.Error, StringComparison.Ordinal);
        Assert.Contains("only a run gets a login to a registry", answer.Error, StringComparison.Ordinal);
        Assert.Contains("export A=$'first'", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("fish")]
    public void A_state_that_is_none_of_ours_is_taken_away_and_nothing_of_it_is_used(string name)
    {
        foreach (string state in (string[])["nonsense", "1:d:f:A=!!", "1:d:f:PATH=eA==", "1:d:f:A;touch x", "1:d:f:A=AAAA", "9:d:f:A"])
        {
            _home.Variables["SECRETS_HOOK"] = state;
            Finished answer = _home.Run("__hook", name, "", "");
            Assert.Equal(0, answer.ExitCode);
            Assert.Contains(name == "fish" ? "set -eg SECRETS_HOOK\n" : "unset -v SECRETS_HOOK\n", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("__secrets_back", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_value_with_nul_is_refused_by_name()
    {
        Assert.Equal(0, _home.RunWith([1, 0, 2], "set", "-q", "b=-").ExitCode);
        Allow();
        Finished answer = _home.Run("__hook", "bash", Path.Combine(_project, "secrets.yml"), "");
        Assert.Contains("the value for B holds a NUL byte", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("first", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_is_the_users_alone_and_has_path_and_content()
    {
        Allow();
        string record = Assert.Single(Directory.GetFiles(_home.Paths.Allowed));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(record));
        string file = Path.Combine(_project, "secrets.yml");
        Assert.Equal(Encoding.UTF8.GetBytes($"allow\0{file}\0{File.ReadAllText(file)}"), File.ReadAllBytes(record));
        Assert.Equal(0, _home.Run("deny", file).ExitCode);
        Assert.Equal(Encoding.UTF8.GetBytes($"deny\0{file}\0"), File.ReadAllBytes(record));
        Assert.Equal(3, _home.Run("allow", "nowhere/secrets.yml").ExitCode);
        Assert.Equal(3, _home.Run("allow").ExitCode);
        Assert.Equal(2, _home.Run("allow", _home.KeyFile).ExitCode);
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(_project, "secrets.yml"), text);

    private void Allow() => Assert.Equal(0, _home.Run("allow", "-q", _project).ExitCode);
}
