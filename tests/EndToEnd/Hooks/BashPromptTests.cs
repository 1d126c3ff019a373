using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>Others hang on bash's prompt too.</summary>
public sealed class BashPromptTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public BashPromptTests()
    {
        Assert.Equal(0, _home.Run("set", "-q", "a=first").ExitCode);
        Directory.CreateDirectory(Path.Combine(_home.Folder, "p"));
        File.WriteAllText(Path.Combine(_home.Folder, "p/secrets.yml"), "env:\n  A: ${{ secrets.a }}\n");
        Assert.Equal(0, _home.Run("allow", "-q", "p").ExitCode);
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("PROMPT_COMMAND='seen=$?:$seen'")]
    [InlineData("PROMPT_COMMAND=('seen=$?:$seen' 'other=1')")]
    [InlineData("PROMPT_COMMAND=; set -u; PS4='$(exit 9)'")]
    public void The_hook_stands_before_what_is_there_once_and_keeps_the_status(string before)
    {
        using ShellSession shell = new(_home, "bash", hook: false);
        shell.Type(before);
        shell.Hook();
        shell.Hook();
        Assert.Equal("1", shell.Ask("printf '%s\\n' \"${PROMPT_COMMAND[@]}\" | grep -c __secrets_hook").Trim());
        shell.Type("seen=");
        Assert.Equal("7", shell.StatusAfter("cd p; (exit 7)"));
        Assert.Equal("first", shell.Exported("A"));
        if (before.Contains("seen", StringComparison.Ordinal))
            Assert.Contains("7:", shell.Ask("printf %s \"$seen\""), StringComparison.Ordinal);
    }
}
