using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Tools that get their secrets by themselves.</summary>
public sealed class ShimTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_shim_runs_the_real_tool_with_its_secrets_and_never_itself()
    {
        Assert.Equal(0, _home.Run("set", "-q", "db_password=it's secret", "other=x").ExitCode);
        string tools = Directory.CreateDirectory(Path.Combine(_home.Folder, "tools")).FullName;
        string tool = Path.Combine(tools, "mytool");
        File.WriteAllText(tool, "#!/bin/sh\nprintf '%s|' \"$PGPASSWORD\" \"${other-none}\" \"$@\"\nexit 7\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string usual = _home.Variables["PATH"] = $"{tools}:/usr/bin:/bin";

        Finished added = _home.Run("shim", "add", "mytool", "--secret", "PGPASSWORD=db_password");
        Assert.Equal(0, added.ExitCode);
        string shims = Path.Combine(_home.Paths.Data, "shims");
        Assert.Contains($"PATH='{shims}':$PATH", added.Error, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(shims, "mytool")).Length);

        // The folder twice, once by another name: neither leads the shim to itself.
        string link = Path.Combine(_home.Folder, "link");
        Directory.CreateSymbolicLink(link, shims);
        _home.Variables["PATH"] = $"{shims}:{link}:{usual}";
        Finished run = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", "mytool a 'b c'"])) { Environment = _home.Environment(), Folder = _home.Folder });
        Assert.Equal((7, "it's secret|none|a|b c|"), (run.ExitCode, run.Text));

        File.Delete(tool);
        run = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", "mytool"])) { Environment = _home.Environment(), Folder = _home.Folder });
        Assert.Equal(127, run.ExitCode);

        Assert.Contains("mytool", _home.Run("shim", "list").Text, StringComparison.Ordinal);
        Assert.Equal(0, _home.Run("shim", "remove", "mytool").ExitCode);
        Assert.Equal(3, _home.Run("shim", "remove", "mytool").ExitCode);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("secrets")]
    [InlineData(".hidden")]
    public void A_name_that_is_no_tool_has_no_shim(string name) => Assert.Equal(2, _home.Run("shim", "add", name).ExitCode);
}
