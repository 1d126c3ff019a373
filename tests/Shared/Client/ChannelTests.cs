using System.Diagnostics;
using Secrets.Daemon.Rpc;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Shared.Data;
using Xunit;

namespace Secrets.Tests.Shared.Client;

/// <summary>Both channels against the real server on a real pipe.</summary>
public sealed class ChannelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_method_without_a_result_and_with_one_is_answered(bool concurrent)
    {
        await using TestServer server = await TestServer.StartAsync();
        using DaemonClient client = Connect(server, concurrent);
        Assert.Equal(new HelloReply(Protocol.Version, "1.2.3"), await client.HelloAsync(new HelloRequest(Protocol.Version, "test"), default).WaitAsync(Patience));
        await client.SubscribeAsync(default).WaitAsync(Patience);
        Assert.Equal(server.Paths.Pipe, (await client.StatusAsync(default).WaitAsync(Patience)).Pipe);
        using SecretValue key = SecretValue.FromText("k");
        await client.InitAsync(new InitRequest(KeySource.Passphrase, key), default).WaitAsync(Patience);
        await client.UnlockAsync(new UnlockRequest(KeySource.KeyFile, key), default).WaitAsync(Patience);
        Assert.Empty((await client.ListAsync(new ListRequest(), default).WaitAsync(Patience)).Secrets);
        Assert.Equal([1], (await client.SetAsync(new SetRequest([new SetEntry("a", key)]), default).WaitAsync(Patience)).Versions);
        await client.DeleteAsync(new DeleteRequest(["a"]), default).WaitAsync(Patience);
        await client.LockAsync(default).WaitAsync(Patience);
        await client.StopAsync(default).WaitAsync(Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_naughty_value_travels_both_ways_byte_for_byte(bool concurrent)
    {
        await using TestServer server = await TestServer.StartAsync();
        using DaemonClient client = Connect(server, concurrent);
        byte[][] values = [.. NaughtyValues.All()];
        foreach (byte[] value in values)
        {
            using SetRequest request = new([new SetEntry("a", new SecretValue(value))]);
            await client.SetAsync(request, default).WaitAsync(Patience);
            server.Vault.OnGet = _ => new GetReply([new NamedValue("a", new SecretValue(value))]);
            using GetReply reply = await client.GetAsync(new GetRequest(["a"]), default).WaitAsync(Patience);
            Assert.True(reply.Secrets[0].Value.Span.SequenceEqual(value));
        }
        Assert.Equal(values, server.Vault.Written.Select(written => written.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_arrives_with_its_code_and_hint_and_the_connection_stays(bool concurrent)
    {
        await using TestServer server = await TestServer.StartAsync();
        using DaemonClient client = Connect(server, concurrent);
        for (int i = 0; i < 3; i++)
        {
            SecretsException exception = await Assert.ThrowsAsync<SecretsException>(() => client.DescribeAsync(new DescribeRequest("a"), default).WaitAsync(Patience));
            Assert.Equal((ErrorCode.NotFound, "no such secret", "secrets list"), (exception.Code, exception.Message, exception.Hint));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_beyond_a_frame_is_refused_before_it_is_sent(bool concurrent)
    {
        await using TestServer server = await TestServer.StartAsync();
        using DaemonClient client = Connect(server, concurrent);
        using SetRequest request = new([.. Enumerable.Range(0, 3).Select(i => new SetEntry($"s{i}", new SecretValue(SecretValue.MaxLength)))]);
        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => client.SetAsync(request, default).WaitAsync(Patience))).Code);
        Assert.NotNull(await client.StatusAsync(default).WaitAsync(Patience));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_daemon_goes_a_call_fails_as_unreachable(bool concurrent)
    {
        TestServer server = await TestServer.StartAsync();
        using DaemonClient client = Connect(server, concurrent);
        await client.StatusAsync(default).WaitAsync(Patience);
        await server.DisposeAsync();
        for (int i = 0; i < 2; i++)
            Assert.Equal(ErrorCode.Unreachable, (await Assert.ThrowsAsync<SecretsException>(() => client.StatusAsync(default).WaitAsync(Patience))).Code);
    }

    [Fact]
    public async Task Nobody_at_the_pipe_is_no_error_but_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        Assert.Null(UnixPipeStream.TryConnect(server.Paths.Pipe + "x"));
        Assert.Null(UnixPipeStream.TryConnect(server.Paths.Pipe + "/x"));
        Assert.Equal(ErrorCode.Unreachable, Assert.Throws<SecretsException>(() => UnixPipeStream.TryConnect("/" + new string('x', 200))).Code);
    }

    [Fact]
    public async Task Many_calls_share_one_connection_and_more_than_the_daemon_allows_wait()
    {
        await using TestServer server = await TestServer.StartAsync(null, SlowMethod.Row);
        using RpcConnection connection = new(UnixPipeStream.TryConnect(server.Paths.Pipe)!);
        using DaemonClient client = new(connection);
        Task<GetReply>[] calls = [.. Enumerable.Range(0, 200).Select(i => client.GetAsync(new GetRequest([$"s{i}"]), default))];
        Task[] slow = [.. Enumerable.Range(0, 20).Select(_ => connection.CallAsync(SlowMethod.Call(10), default))];
        await Task.WhenAll(slow).WaitAsync(Patience);
        GetReply[] replies = await Task.WhenAll(calls).WaitAsync(Patience);
        Assert.All(replies.Index(), item => Assert.Equal($"s{item.Index}", item.Item.Secrets[0].Name));
    }

    [Fact]
    public async Task A_cancelled_call_is_given_up_by_the_daemon()
    {
        await using TestServer server = await TestServer.StartAsync(null, SlowMethod.Row);
        using RpcConnection connection = new(UnixPipeStream.TryConnect(server.Paths.Pipe)!);
        using DaemonClient client = new(connection);
        using CancellationTokenSource cancellation = new();
        Task call = connection.CallAsync(SlowMethod.Call(60_000), cancellation.Token);
        await client.StatusAsync(default).WaitAsync(Patience);
        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.CallAsync(SlowMethod.Call(60_000), cancellation.Token).WaitAsync(Patience));
        Assert.NotNull(await client.StatusAsync(default).WaitAsync(Patience));
    }

    [Fact]
    public async Task Notices_arrive_between_replies()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RpcConnection connection = new(UnixPipeStream.TryConnect(server.Paths.Pipe)!);
        using DaemonClient client = new(connection);
        TaskCompletionSource<ChangeNotice> changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<LockNotice> locked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Changed += notice => changed.TrySetResult(notice);
        connection.LockChanged += notice => locked.TrySetResult(notice);
        await client.SubscribeAsync(default).WaitAsync(Patience);
        server.Notifications.Changed(new ChangeNotice("p", "e", ["a", "b"]));
        server.Notifications.LockChanged(new LockNotice(true));
        Assert.NotNull(await client.StatusAsync(default).WaitAsync(Patience));
        ChangeNotice notice = await changed.Task.WaitAsync(Patience);
        Assert.Equal(("p", "e"), (notice.Project, notice.Environment));
        Assert.Equal(["a", "b"], notice.Names);
        Assert.True((await locked.Task.WaitAsync(Patience)).Locked);
    }

    [Fact]
    public async Task A_direct_channel_skips_notices()
    {
        await using TestServer server = await TestServer.StartAsync();
        using DaemonClient client = Connect(server, concurrent: false);
        await client.SubscribeAsync(default);
        server.Notifications.LockChanged(new LockNotice(true));
        Assert.NotNull(await client.StatusAsync(default));
        Assert.NotNull(await client.StatusAsync(default));
    }

    [Fact]
    public async Task Closing_fails_what_waits_and_tells_once()
    {
        await using TestServer server = await TestServer.StartAsync(null, SlowMethod.Row);
        using RpcConnection connection = new(UnixPipeStream.TryConnect(server.Paths.Pipe)!);
        int closed = 0;
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += () =>
        {
            Interlocked.Increment(ref closed);
            connection.Dispose();
            told.TrySetResult();
        };
        Task call = connection.CallAsync(SlowMethod.Call(1_000), default);
        connection.Dispose();
        Assert.Equal(ErrorCode.Unreachable, (await Assert.ThrowsAsync<SecretsException>(() => call.WaitAsync(Patience))).Code);
        await told.Task.WaitAsync(Patience);
        connection.Dispose();
        Assert.Equal(1, closed);
        Assert.Equal(ErrorCode.Unreachable, (await Assert.ThrowsAsync<SecretsException>(() => connection.CallAsync(SlowMethod.Call(1), default).WaitAsync(Patience))).Code);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 1_000_000)]
    [InlineData(true, 1_000_000)]
    public async Task A_daemon_without_a_place_says_so_even_while_the_request_is_still_written(bool concurrent, int length)
    {
        await using TestServer server = await TestServer.StartAsync(ServerLimits.Standard with { Connections = 1, PlaceTime = TimeSpan.FromMilliseconds(200) });
        using DaemonClient first = Connect(server, concurrent: false);
        Assert.NotNull(await first.StatusAsync(default));
        using DaemonClient second = Connect(server, concurrent);
        using SetRequest request = new([new SetEntry("a", new SecretValue(new byte[length]))]);

        SecretsException refused = await Assert.ThrowsAsync<SecretsException>(() => second.SetAsync(request, default).WaitAsync(Patience));

        Assert.Equal((ErrorCode.Unreachable, "all 1 connections of the daemon are in use"), (refused.Code, refused.Message));
        Assert.Equal($"process {Environment.ProcessId} has 1 of them", refused.Hint);
        Assert.Empty(server.Vault.Written);
        Assert.NotNull(await first.StatusAsync(default));
    }

    [Fact]
    public async Task A_silent_daemon_is_waited_for_no_longer_than_the_limit()
    {
        await using TestServer server = await TestServer.StartAsync(null, SlowMethod.Row);
        UnixPipeStream pipe = UnixPipeStream.TryConnect(server.Paths.Pipe)!;
        pipe.SetTimeouts(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));
        using DirectChannel channel = new(pipe);
        long began = Stopwatch.GetTimestamp();
        SecretsException exception = await Assert.ThrowsAsync<SecretsException>(() => channel.CallAsync(SlowMethod.Call(60_000), default));
        Assert.Equal((ErrorCode.Unreachable, "the daemon does not answer"), (exception.Code, exception.Message));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromMilliseconds(40), Patience);
    }

    private static DaemonClient Connect(TestServer server, bool concurrent)
    {
        UnixPipeStream pipe = UnixPipeStream.TryConnect(server.Paths.Pipe)!;
        return new DaemonClient(concurrent ? new RpcConnection(pipe) : new DirectChannel(pipe));
    }
}
