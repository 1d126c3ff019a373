using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>
/// Nonsense in quantity, from several connections at once, while another client is served. SECRETS_TEST_FLOOD sets how many rounds
/// each kind gets (default 8); a seed is printed with a failure through the round's number alone, because every round is its own seed.
/// </summary>
public sealed class FloodTests
{
    private const string Status = """{"jsonrpc":"2.0","method":"vault.status","id":1}""";

    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("SECRETS_TEST_FLOOD"), CultureInfo.InvariantCulture, out int rounds) ? rounds : 8;

    public static TheoryData<string> Kinds => [.. Nonsense.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_server_lives_and_another_client_is_answered_all_the_while(string kind)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient bystander = server.Connect();

        Task flood = Task.WhenAll(Enumerable.Range(0, 3).Select(worker => FloodAsync(server, kind, worker)));
        TimeSpan longest = TimeSpan.Zero;
        do
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Contains("\"pid\"", await bystander.CallAsync(Status));
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }
        while (!flood.IsCompleted);
        await flood;

        Assert.True(longest < TimeSpan.FromSeconds(5), $"another client waited {longest}");
        using RawClient next = server.Connect();
        Assert.Contains("\"pid\"", await next.CallAsync(Status));
        Assert.DoesNotContain(server.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_bytes_in_good_requests_do_no_harm()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] good = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"secret.set","params":{"secrets":[{"name":"a","value":"v","tags":["x"]}],"scope":{"project":"p","environment":"e"}},"id":"k"}""");
        using RawClient client = server.Connect();

        for (int round = 0; round < 20 * Rounds; round++)
        {
            Random random = new(round);
            byte[] bad = [.. good];
            for (int i = 0; i <= round % 4; i++)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            await client.SendAsync(RawClient.Frame(bad));
            // An id that was changed away makes a notification, which has no answer; a request after it has one for sure.
            await client.SendAsync($$"""{"jsonrpc":"2.0","method":"vault.status","id":"after {{round}}"}""");
            string? answer;
            do
                answer = await client.ReadAsync();
            while (answer is not null && !answer.EndsWith($"\"after {round}\"}}", StringComparison.Ordinal));
            Assert.True(answer is not null, $"round {round} closed the connection");
        }
        Assert.DoesNotContain(server.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static async Task FloodAsync(TestServer server, string kind, int worker)
    {
        for (int round = 0; round < Rounds; round++)
        {
            using RawClient client = server.Connect();
            await client.SendUntilClosedAsync(Nonsense.Kinds[kind](new Random((worker * 1_000_000) + round)));
        }
    }
}
