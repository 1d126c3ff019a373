using System.Globalization;
using System.Text;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>
/// Many clients write and read the same secrets at the same time: more than the daemon has places for, so that some wait in line.
/// SECRETS_TEST_CLIENTS and SECRETS_TEST_OPERATIONS make it longer.
/// </summary>
public sealed class ManyClientsTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private int _increments, _pairs;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task No_update_is_lost_no_version_is_missing_and_a_stale_write_is_a_conflict()
    {
        int clients = Count("SECRETS_TEST_CLIENTS", 80);
        int operations = Count("SECRETS_TEST_OPERATIONS", 2);
        using (DaemonClient client = _home.Connect())
            await SetAsync(client, new SetEntry("counter", SecretValue.FromText("0")), new SetEntry("left", SecretValue.FromText("x")), new SetEntry("right", SecretValue.FromText("x")));

        Task[] all = [.. Enumerable.Range(0, clients).Select(number => Task.Factory.StartNew(() => Work(number, operations), TaskCreationOptions.LongRunning))];
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(60 + (clients * operations / 20)));

        using DaemonClient last = _home.Connect();
        Assert.Equal(_increments, int.Parse(Value(last, "counter"), CultureInfo.InvariantCulture));
        Assert.NotEqual(0, _increments);
        await NoGapAsync(last, "counter", _increments + 1);
        await NoGapAsync(last, "left", _pairs + 1);
        for (int number = 0; number < clients; number++)
            Assert.Equal($"{operations - 1}", Value(last, $"own{number}"));
    }

    private void Work(int number, int operations)
    {
        for (int i = 0; i < operations; i++)
        {
            // As commands do: a connection for a few calls.
            using DaemonClient client = _home.Connect();
            SetAsync(client, new SetEntry($"own{number}", SecretValue.FromText($"{i}"))).GetAwaiter().GetResult();
            switch ((number + i) % 3)
            {
                case 0:
                    Increment(client);
                    break;
                case 1:
                    SetAsync(client, new SetEntry("left", SecretValue.FromText($"{number} {i}")), new SetEntry("right", SecretValue.FromText($"{number} {i}"))).GetAwaiter().GetResult();
                    Interlocked.Increment(ref _pairs);
                    break;
                default:
                    using (GetReply pair = client.GetAsync(new GetRequest(["left", "right"]), CancellationToken.None).GetAwaiter().GetResult())
                        Assert.True(pair.Secrets[0].Value.Span.SequenceEqual(pair.Secrets[1].Value.Span), "a pair was read half written");
                    break;
            }
        }
    }

    /// <summary>Reads, adds one and writes, until nobody else wrote in between.</summary>
    private void Increment(DaemonClient client)
    {
        while (true)
        {
            int version = client.DescribeAsync(new DescribeRequest("counter"), CancellationToken.None).GetAwaiter().GetResult().Version;
            int value = int.Parse(Value(client, "counter"), CultureInfo.InvariantCulture);
            try
            {
                SetAsync(client, new SetEntry("counter", SecretValue.FromText($"{value + 1}"), ExpectedVersion: version)).GetAwaiter().GetResult();
                Interlocked.Increment(ref _increments);
                return;
            }
            catch (SecretsException stale) when (stale.Code == ErrorCode.Conflict)
            {
                // Somebody was faster.
            }
        }
    }

    private static async Task NoGapAsync(DaemonClient client, string name, int versions) => Assert.Equal(
        Enumerable.Range(1, versions).Reverse(),
        (await client.WholeHistoryAsync(new HistoryRequest(name), CancellationToken.None)).Select(version => version.Version));

    private static string Value(DaemonClient client, string name)
    {
        using GetReply reply = client.GetAsync(new GetRequest([name]), CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.ASCII.GetString(reply.Secrets[0].Value.Span);
    }

    private static Task<SetReply> SetAsync(DaemonClient client, params SetEntry[] entries) => client.SetAsync(new SetRequest(entries), CancellationToken.None);

    private static int Count(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
