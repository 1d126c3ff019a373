using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Daemon.Vault;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>A whole life of a real daemon, good requests and bad ones, and then a look into every file that it left.</summary>
public sealed class DaemonCanaryTests : IDisposable
{
    private const string Value = "CanaryValue-0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4";
    private const string Name = "CanaryName_a1b2c3d4e5f60718293a4b5c";

    // 32 characters at least: it is a key file.
    private const string Key = "CanaryKey-5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e";

    private readonly SecretsHome _home = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task A_daemon_leaves_no_canary_in_any_file(string end)
    {
        string temporary = Directory.CreateDirectory(_home.Folder + "/tmp").FullName;
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home, new Dictionary<string, string> { ["TMPDIR"] = temporary });
        await daemon.CallAsync("vault.init", $$"""{"source":"keyFile","key":"{{Key}}"}""");
        await daemon.CallAsync("secret.set", $$"""{"secrets":[{"name":"{{Name}}","value":"{{Value}}","description":"{{Value}}"}]}""");
        Assert.Equal(Value, (string?)(await daemon.CallAsync("secret.get", $$"""{"names":["{{Name}}"]}"""))["result"]!["secrets"]![0]!["value"]);
        Assert.Equal(Value, (string?)(await daemon.CallAsync("run.plan", "{}"))["result"]!["variables"]![0]!["value"]);
        await daemon.CallAsync("secret.set", $$"""{"secrets":[{"name":"a b","value":"{{Value}}"}]}""");
        await daemon.CallAsync("secret.set", $$$"""{"secrets":[{"name":"x","value":{"base64":"{{{Value}}}"}}]}""");
        await daemon.CallAsync("no.such.method", $$"""{"value":"{{Value}}"}""");
        using (RawClient client = daemon.Connect())
            await client.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"secret.set","params":{"secrets":[{"value":"{{Value}}" """);
        await daemon.CallAsync("vault.lock", "{}");
        Assert.Equal(5, (int)(await daemon.CallAsync("vault.unlock", $$"""{"source":"keyFile","key":"{{Key}}!"}"""))["error"]!["code"]!);
        Scan();

        daemon.Signal(end);
        await daemon.ExitAsync();

        Scan();
        foreach (string canary in new[] { Value, Name, Key })
            Assert.DoesNotContain(canary, daemon.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private void Scan()
    {
        // The pipe is no file, and the lock, which the daemon holds, has its process id.
        string[] files = [.. Directory.GetFiles(_home.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("pipe" or "lock"))];
        Assert.Contains(files, file => file.EndsWith("vault.db-wal", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("secretsd.log", StringComparison.Ordinal));
        foreach (string file in files)
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (string canary in new[] { Value, Name, Key })
                Assert.False(Canary.Holds(bytes, canary), $"{Path.GetFileName(file)} holds {canary}");
        }
    }
}
