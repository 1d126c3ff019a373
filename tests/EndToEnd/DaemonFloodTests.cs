using System.Globalization;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>
/// What floods leave behind in a real process. SECRETS_TEST_FLOOD sets the rounds (default 8).
/// </summary>
public sealed class DaemonFloodTests : IDisposable
{
    private readonly SecretsHome _home = new();

    [LinuxFact]
    public async Task Its_memory_and_its_sockets_stay_flat()
    {
        int rounds = int.TryParse(Environment.GetEnvironmentVariable("SECRETS_TEST_FLOOD"), CultureInfo.InvariantCulture, out int given) ? given : 8;
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);
        // Until compiled code, buffers and heap have the size that they need.
        for (int round = 0; round < 6; round++)
            await FloodAsync(daemon, round);
        await Task.Delay(200);
        long before = daemon.Status("VmRSS");
        int open = Sockets(daemon);

        for (int round = 0; round < rounds; round++)
            await FloodAsync(daemon, round + 100);

        await Eventually.TrueAsync(() => Sockets(daemon) <= open);
        long after = daemon.Status("VmRSS");
        Assert.True(after < before + 24_000, $"{before} kB grew to {after} kB");
        Assert.True(after < (Programs.AreNative ? 48_000 : 160_000), $"{after} kB");
    }

    public void Dispose() => _home.Dispose();

    private static async Task FloodAsync(DaemonProcess daemon, int seed)
    {
        using RawClient bystander = daemon.Connect();
        foreach ((string kind, Func<Random, byte[]> make) in Nonsense.Kinds)
        {
            using RawClient client = daemon.Connect();
            await client.SendUntilClosedAsync(make(new Random(seed)));
            Assert.Contains("\"pid\"", await bystander.CallAsync("""{"jsonrpc":"2.0","method":"vault.status","id":1}"""), StringComparison.Ordinal);
        }
    }

    /// <summary>How many sockets it has open, or 0 where a process that is not dumpable does not show them to us.</summary>
    private static int Sockets(DaemonProcess daemon)
    {
        try
        {
            return Directory.GetFiles($"/proc/{daemon.Pid}/fd").Count(path => new FileInfo(path).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false);
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
