using Secrets.Tests.Docs;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>The lines that the README gives to those who use direnv, with the real direnv.</summary>
public sealed class DirenvTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [ToolFact("direnv")]
    public void The_readmes_lines_load_the_files_variables_and_ask_nobody()
    {
        _home.Variables["PATH"] = $"{Path.GetDirectoryName(Programs.Secrets)}:{Environment.GetEnvironmentVariable("PATH")}";
        // No byte that is not UTF-8: those direnv itself replaces.
        byte[] value = [.. "it's $(x) \"ü\n"u8];
        Assert.Equal(0, _home.RunWith(value, "set", "-q", "a=-").ExitCode);
        File.WriteAllText(Path.Combine(_home.Folder, "secrets.yml"), "env:\n  A: ${{ secrets.a }}\n");
        File.WriteAllText(Path.Combine(_home.Folder, ".envrc"), Readme.Block("bash"));
        Assert.Equal(0, Direnv("allow", ".").ExitCode);
        Finished shown = Direnv("exec", ".", "sh", "-c", "printf %s \"$A\"");
        Assert.True(shown.ExitCode == 0, shown.ToString());
        Assert.Equal(Convert.ToHexString(value), Convert.ToHexString(shown.Output));

        Assert.Equal(0, _home.Run("lock").ExitCode);
        shown = Direnv("exec", ".", "sh", "-c", "printf %s \"${A-none}\"");
        Assert.Equal((0, "none"), (shown.ExitCode, shown.Text));
        Assert.Contains("the vault is locked", shown.Error, StringComparison.Ordinal);
    }

    private Finished Direnv(params string[] arguments) => NativeProcess.Run(new Launched(Programs.Find("direnv")!, Launched.Bytes(arguments))
    {
        Environment = _home.Environment(),
        Folder = _home.Folder,
        Timeout = TimeSpan.FromSeconds(60),
    });
}
