using Secrets.Daemon.Hosting;
using Xunit;

namespace Secrets.Tests.Daemon.Hosting;

public sealed class DaemonEnvironmentTests
{
    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("LD_LIBRARY_PATH")]
    [InlineData("DYLD_INSERT_LIBRARIES")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("DOTNET_gcServer")]
    [InlineData("CORECLR_ENABLE_PROFILING")]
    [InlineData("CORECLR_PROFILER_PATH")]
    [InlineData("COR_PROFILER")]
    [InlineData("COMPlus_EnableEventLog")]
    public void What_loads_foreign_code_is_unsafe_and_does_not_survive(string name)
    {
        Dictionary<string, string> environment = new() { [DaemonEnvironment.Diagnostics] = "0", [name] = "1" };

        Assert.True(DaemonEnvironment.IsUnsafe(environment));
        Dictionary<string, string> clean = DaemonEnvironment.Clean(environment, isNative: false, home: null);
        Assert.DoesNotContain(name, clean.Keys);
        Assert.False(DaemonEnvironment.IsUnsafe(clean));
    }

    [Fact]
    public void An_environment_with_diagnostics_on_is_unsafe() =>
        Assert.True(DaemonEnvironment.IsUnsafe(new Dictionary<string, string> { [DaemonEnvironment.Diagnostics] = "1" }));

    [Fact]
    public void What_the_shell_exports_does_not_reach_a_daemon_that_outlives_it()
    {
        Dictionary<string, string> clean = DaemonEnvironment.Clean(
            new Dictionary<string, string> { ["AWS_SECRET_ACCESS_KEY"] = "x", ["SECRETS_TOKEN"] = "x", ["HOME"] = "/h", ["XDG_RUNTIME_DIR"] = "/r", ["DOTNET_ROOT"] = "/d" },
            isNative: true,
            home: "/elsewhere");

        Assert.Equal(["DOTNET_ROOT", "HOME", "SECRETS_HOME", "XDG_RUNTIME_DIR"], clean.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("/elsewhere", clean["SECRETS_HOME"]);
    }
}
