using System.Diagnostics;
using Secrets.Daemon.Store;
using Secrets.Tests.Helpers;
using Xunit;

namespace Secrets.Tests.Daemon.Store;

public sealed class DurabilityTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _directory = Directory.CreateTempSubdirectory("st-").FullName;

    private string Database => Path.Combine(_directory, "vault.db");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_writer_killed_at_any_moment_loses_no_acknowledged_write()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "8");
        int[] acknowledged = new int[StoreWriter.Writers];
        for (int round = 0; round < rounds; round++)
        {
            await KillInTheMiddleAsync(acknowledged, after: 1 + (round * 7 % 40));
            Verify(acknowledged);
        }
        Assert.DoesNotContain(0, acknowledged);
    }

    [StraceFact]
    public async Task Each_write_waits_for_its_own_sync_and_writes_at_once_share_theirs()
    {
        int none = await CountSyncsAsync(0, "one-by-one");
        int alone = await CountSyncsAsync(100, "one-by-one") - none;
        int shared = await CountSyncsAsync(100, "at-once") - none;
        Assert.InRange(alone, 100, 110);
        Assert.InRange(shared, 1, 50);
    }

    private async Task KillInTheMiddleAsync(int[] acknowledged, int after)
    {
        using CancellationTokenSource patience = new(Patience);
        using Process writer = HelperProcess.Start("store-writer", Database);
        try
        {
            for (int i = 0; i < after; i++)
                Note(await writer.StandardOutput.ReadLineAsync(patience.Token), acknowledged);
        }
        finally
        {
            writer.Kill();
        }
        // What it said before it died counts as well.
        string rest = await writer.StandardOutput.ReadToEndAsync(patience.Token);
        foreach (string line in rest.Split('\n').SkipLast(1))
            Note(line, acknowledged);
        await writer.WaitForExitAsync(patience.Token);
    }

    private static void Note(string? line, int[] acknowledged)
    {
        int[] parts = [.. Assert.IsType<string>(line).Split(' ').Select(int.Parse)];
        acknowledged[parts[0]] = parts[1];
    }

    private void Verify(int[] acknowledged)
    {
        using SecretStore store = StoreWriter.Open(Database);
        store.Check();
        long environment = store.WriteAsync(StoreWriter.EnvironmentOf).GetAwaiter().GetResult();
        Dictionary<string, int> values = store.Read(transaction => transaction.Values(environment))
            .ToDictionary(value => System.Text.Encoding.UTF8.GetString(value.Secret.Body), value => int.Parse(value.Ciphertext));
        for (int writer = 0; writer < acknowledged.Length; writer++)
        {
            int left = values.GetValueOrDefault(StoreWriter.Left(writer));
            Assert.InRange(left, acknowledged[writer], acknowledged[writer] + 1);
            Assert.Equal(left, values.GetValueOrDefault(StoreWriter.Right(writer)));
            // The next round goes on from what was committed, acknowledged or not.
            acknowledged[writer] = left;
        }
        Assert.Equal(values.Values.Sum() / 2, store.Read(transaction => transaction.VerifyAudit()));
    }

    private async Task<int> CountSyncsAsync(int writes, string how)
    {
        using CancellationTokenSource patience = new(Patience);
        string trace = Path.Combine(_directory, $"trace-{writes}-{how}");
        using Process writer = HelperProcess.Start(
            [StraceFactAttribute.Strace, "-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o", trace],
            ["store-writer", Path.Combine(_directory, $"{writes}-{how}", "vault.db"), writes.ToString(), how]);
        string error = await writer.StandardError.ReadToEndAsync(patience.Token);
        await writer.WaitForExitAsync(patience.Token);
        Assert.True(writer.ExitCode == 0, error);
        return File.ReadLines(trace).Count(line => line.Contains("sync(", StringComparison.Ordinal));
    }
}
