using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>A vault without keys: what the server does with the answers, not how they come about.</summary>
internal sealed class FakeVault : IVault
{
    public VaultState State { get; set; } = new(Initialized: true, Locked: false, 3600, "0.0 (fake)", "0.0");

    public IScopes Scopes { get; } = new FakeScopes();

    public IVersions Versions { get; } = new FakeVersions();

    public IUpkeep Upkeep { get; } = new FakeUpkeep();

    public Func<GetRequest, GetReply> OnGet { get; set; } =
        request => new GetReply([.. request.Names.Select(name => new NamedValue(name, SecretValue.FromText("value of " + name)))]);

    public List<(string Name, byte[] Value)> Written { get; } = [];

    public List<Caller> Callers { get; } = [];

    public void DemandUnlocked()
    {
        if (!State.Initialized)
            throw new SecretsException(ErrorCode.NotFound, "there is no vault yet", "secrets init");
        if (State.Locked)
            throw new SecretsException(ErrorCode.Locked, "the vault is locked", "secrets unlock");
    }

    public Task InitAsync(InitRequest request, Caller caller, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task UnlockAsync(UnlockRequest request, Caller caller, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task LockAsync(Caller caller, CancellationToken cancellationToken)
    {
        State = State with { Locked = true };
        return Task.CompletedTask;
    }

    public IStoreKeeping Keeping => throw new NotSupportedException();

    public IAuditTrail Trail => throw new NotSupportedException();

    public IVaultKeyslots Keyslots => throw new NotSupportedException();

    public Task<ListReply> ListAsync(ListRequest request, Caller caller, CancellationToken cancellationToken) => Task.FromResult(new ListReply([]));

    public Task<SecretEntry> DescribeAsync(DescribeRequest request, Caller caller, CancellationToken cancellationToken) =>
        throw new SecretsException(ErrorCode.NotFound, "no such secret", "secrets list");

    public Task<SetReply> SetAsync(SetRequest request, Caller caller, CancellationToken cancellationToken)
    {
        lock (Written)
            Written.AddRange(request.Secrets.Select(secret => (secret.Name, secret.Value!.Span.ToArray())));
        return Task.FromResult(new SetReply([.. request.Secrets.Select(_ => 1)]));
    }

    public Task<GetReply> GetAsync(GetRequest request, Caller caller, CancellationToken cancellationToken)
    {
        lock (Callers)
            Callers.Add(caller);
        return Task.FromResult(OnGet(request));
    }

    public Task<GetReply> GetAsync(GetRequest request, AccessKind kind, Caller caller, CancellationToken cancellationToken) => GetAsync(request, caller, cancellationToken);

    public Task<ScanReply> ScanAsync(ScanRequest request, Caller caller, CancellationToken cancellationToken) => Task.FromResult(new ScanReply([]));

    public Task DeleteAsync(DeleteRequest request, Caller caller, CancellationToken cancellationToken) => Task.CompletedTask;
}
