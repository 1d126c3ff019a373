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
    [InlineData(5, "refusing to set PATH", "PATH=db_password")]
    [InlineData(2, "'1x' is no variable name", "1x=db_password")]
    [InlineData(2, "'db.password' is no variable name", "db.password")]
    [InlineData(2, "is no secret name", "X=a=b")]
    [InlineData(2, "--secret sets X twice", "X=a", "X=b")]
    [InlineData(0, "no secret named not_there", "X=not_there")]
    public void What_every_call_would_fail_with_is_said_when_the_shim_is_made(int code, string message, params string[] secrets)
    {
        Finished added = _home.Run(["shim", "add", "mytool", .. secrets.SelectMany(static secret => (string[])["--secret", secret])]);
        Assert.Equal(code, added.ExitCode);
        Assert.Contains(message, added.Error, StringComparison.Ordinal);
        Assert.Equal(code == 0, File.Exists(Path.Combine(_home.Paths.Data, "shims/mytool")));
    }

    [Fact]
    public void A_tool_of_any_name_and_a_draft_that_was_left_do_no_harm()
    {
        const string Tool = "it's a $(tool)";
        string tools = Directory.CreateDirectory(Path.Combine(_home.Folder, "more tools")).FullName;
        File.WriteAllText(Path.Combine(tools, Tool), "#!/bin/sh\necho \"real $s\"\n");
        File.SetUnixFileMode(Path.Combine(tools, Tool), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(0, _home.Run("set", "-q", "s=value").ExitCode);
        string shims = Path.Combine(_home.Paths.Data, "shims");
        _home.Variables["PATH"] = $"{shims}:{tools}:/usr/bin:/bin";
        Assert.Equal(0, _home.Run("shim", "add", Tool).ExitCode);
        File.WriteAllText(Path.Combine(shims, ".left.new"), "");
        Finished run = _home.RunProgram(Path.Combine(shims, Tool));
        Assert.Equal((0, "real value\n"), (run.ExitCode, run.Text));
        Assert.Equal($"[\n  \"{Tool}\"\n]", _home.Run("shim", "list", "--json").Text.Trim());
        Assert.Equal(0, _home.Run("shim", "remove", Tool).ExitCode);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("secrets")]
    [InlineData(".hidden")]
    public void A_name_that_is_no_tool_has_no_shim(string name) => Assert.Equal(2, _home.Run("shim", "add", name).ExitCode);
}
