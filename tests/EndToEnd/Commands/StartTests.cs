using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>What the native client does before it does anything: the least, because every command pays for it.</summary>
public sealed class StartTests
{
    [ToolFact("strace")]
    public void Nothing_is_asked_of_the_system_that_the_client_does_not_need()
    {
        if (!Programs.AreNative)
            return;
        using SecretsHome home = new();
        string trace = Path.Combine(home.Folder, "trace");
        Launched command = home.Command("version");
        Finished finished = NativeProcess.Run(new Launched(Programs.Find("strace")!, Launched.Bytes(["-f", "-qq", "-e", "trace=open,openat,execve", "-o", trace, Programs.Secrets, "version"]))
        {
            Environment = command.Environment,
            Folder = home.Folder,
        });
        Assert.Equal(0, finished.ExitCode);
        string calls = File.ReadAllText(trace);
        Assert.Contains("execve(", calls, StringComparison.Ordinal);
        foreach (string needless in (string[])["/proc/self/mountinfo", "/proc/self/cgroup", "/proc/self/maps", "/sys/devices/system/node", "/sys/fs/cgroup", "ld.so", "libc.so"])
            Assert.DoesNotContain(needless, calls, StringComparison.Ordinal);
    }
}
