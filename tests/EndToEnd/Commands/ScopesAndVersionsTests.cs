using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Projects, environments and what becomes of a secret in them, with the real programs.</summary>
public sealed class ScopesAndVersionsTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void An_environment_gives_what_it_has_and_then_what_it_inherits()
    {
        Do("project", "create", "llm");
        Do("-p", "llm", "environment", "create", "base");
        Do("-p", "llm", "environment", "create", "dev", "--inherits", "base");
        Do("set", "llm/base/URL=base", "llm/base/KEY=base");
        Do("set", "llm/dev/URL=dev");
        string inner = Directory.CreateDirectory(Path.Combine(_home.Folder, "src/app")).FullName;
        File.WriteAllText(Path.Combine(_home.Folder, "src/secrets.yml"), "project: llm\nenvironment: dev\n");

        Finished run = NativeProcess.Run(_home.Command("run", "--only", "URL,KEY", "--", "sh", "-c", "echo $URL $KEY") with { Folder = inner });
        Finished explained = NativeProcess.Run(_home.Command("show", "--explain", "KEY") with { Folder = inner });

        Assert.Equal("dev base\n", run.Text);
        Assert.Equal(
            $"name         KEY\nproject      llm, by {_home.Folder}/src/secrets.yml\nenvironment  dev, by {_home.Folder}/src/secrets.yml\nchain        dev: none\n             base: live, version 1, this one counts\n",
            explained.Text);
    }

    [Fact]
    public void A_person_types_the_name_of_what_is_deleted_for_good()
    {
        Do("environment", "create", "dev");
        Do("set", "dev/A=1");
        Assert.Equal(2, _home.Run("environment", "delete", "dev").ExitCode);
        Assert.Equal(2, _home.Run("environment", "delete", "dev", "--no-input").ExitCode);

        foreach ((string answer, int code) in new[] { ("no", 1), ("dev", 0) })
        {
            using NativeProcess terminal = NativeProcess.StartOnTerminal(_home.Command("environment", "delete", "dev"));
            terminal.WaitFor("This deletes the environment default/dev with 1 secret, for good. Type its name to go on: ");
            terminal.Type(answer + "\n");
            Assert.Equal(code, terminal.Wait().ExitCode);
        }

        Finished gone = _home.Run("set", "dev/A=1");
        Assert.Equal(3, gone.ExitCode);
        Assert.Equal("secrets: error: no environment named dev in the project default\nsecrets: hint: secrets environment create dev\n", gone.Error);
    }

    private string Do(params string[] arguments)
    {
        Finished finished = _home.Run(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished.Text;
    }
}
