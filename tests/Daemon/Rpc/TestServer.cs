using System.Collections.Concurrent;
using Secrets.Daemon.Rpc;
using Secrets.Daemon.Rpc.Methods;
using Secrets.Shared;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>The real server on a real pipe in a directory of its own, over a vault without keys.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("st-").FullName;
    private readonly Buffers _buffers = new();
    private readonly IdleTrim _trim = new(TimeProvider.System);
    private readonly PipeServer _server;

    private TestServer(ServerLimits limits, IEnumerable<Method> more)
    {
        Paths = SecretsPaths.From(name => name == "SECRETS_HOME" ? _home : null, 0);
        Directory.CreateDirectory(Paths.Runtime);
        Notifications = new Notifications(_buffers, TimeProvider.System);
        DaemonFacts facts = new("1.2.3", Paths.Pipe, TimeProvider.System);
        Table = new MethodTable(
        [
            .. DaemonMethods.Rows(facts, Lifetime),
            .. VaultMethods.Rows(Vault, facts),
            .. KeyslotMethods.Rows(Vault),
            .. KeepingMethods.Rows(Vault),
            .. AuditMethods.Rows(Vault),
            .. ScopeMethods.Rows(Vault.Scopes),
            .. SecretMethods.Rows(Vault),
            .. VersionMethods.Rows(Vault.Versions),
            .. UpkeepMethods.Rows(Vault.Upkeep),
            .. TransferMethods.Rows(Vault),
            .. RunMethods.Rows(new FakePlanner()),
            .. more,
        ]);
        Dispatcher dispatcher = new(Table, Vault, new ListLogger<Dispatcher>(Log));
        _server = new PipeServer(Paths, dispatcher, Notifications, _buffers, limits, _trim, TimeProvider.System, new ListLogger<PipeServer>(Log));
    }

    public SecretsPaths Paths { get; }

    public FakeVault Vault { get; } = new();

    public FakeLifetime Lifetime { get; } = new();

    public MethodTable Table { get; }

    public Notifications Notifications { get; }

    public ConcurrentQueue<string> Log { get; } = [];

    public static async Task<TestServer> StartAsync(ServerLimits? limits = null, params Method[] more)
    {
        TestServer server = new(limits ?? ServerLimits.Standard, more);
        await server._server.StartAsync(CancellationToken.None);
        return server;
    }

    public RawClient Connect() => new(Paths.Pipe);

    public Task StopAsync() => _server.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _server.Dispose();
        Notifications.Dispose();
        _buffers.Dispose();
        _trim.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
