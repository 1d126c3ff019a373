using Secrets.Shared.Contract;
using Secrets.Tui.Commands;

namespace Secrets.Tests.Tui.Commands;

/// <summary>A daemon in memory: one vault, one passphrase, values kept as they come.</summary>
internal sealed partial class FakeDaemon : ISecretsDaemon, IDaemonLink
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public bool Running { get; set; } = true;

    public bool Initialized { get; set; } = true;

    public bool Locked { get; set; }

    public IReadOnlyList<KeySource>? OpensWith { get; set; } = [KeySource.Passphrase];

    public string Passphrase { get; set; } = "correct horse";

    public SortedDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SecretEntry> Entries { get; } = [];

    public List<SetRequest> Sets { get; } = [];

    public List<DeleteRequest> Deletes { get; } = [];

    public List<RunRequest> Runs { get; } = [];

    public RunPlan Plan { get; set; } = new([]);

    public SecretScope? LastScope { get; private set; }

    public SecretsException? Fails { get; set; }

    public ISecretsDaemon Connect()
    {
        Running = true;
        return this;
    }

    public ISecretsDaemon ConnectPatiently() => Connect();

    public ISecretsDaemon? TryConnect() => Running ? this : null;

    public void Add(string name, string value, string? description = null)
    {
        Values[name] = System.Text.Encoding.UTF8.GetBytes(value);
        Entries[name] = new SecretEntry(name, 1, "live", Now.AddDays(-3), Now.AddMinutes(-5), "0123456789abcdef0123456789abcdef", description);
    }

    public Task<HelloReply> HelloAsync(HelloRequest request, CancellationToken cancellationToken) => Task.FromResult(new HelloReply(1, "0.1.0"));

    public Task SubscribeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Running = false;
        return Task.CompletedTask;
    }

    public Task<VaultStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(
        new VaultStatus(int.MaxValue, "0.1.0", 1, "/run/user/1/secrets/pipe", 200, Initialized, Locked || !Initialized, Locked ? null : 3600, "3.40.1 (system)", "1.0.18", OpensWith));

    public Task InitAsync(InitRequest request, CancellationToken cancellationToken)
    {
        if (Initialized)
            throw new SecretsException(ErrorCode.Conflict, "there is a vault already", "secrets unlock");
        (Initialized, Locked) = (true, false);
        Passphrase = System.Text.Encoding.UTF8.GetString(request.Key.Span);
        return Task.CompletedTask;
    }

    public Task UnlockAsync(UnlockRequest request, CancellationToken cancellationToken)
    {
        if (System.Text.Encoding.UTF8.GetString(request.Key.Span) != Passphrase)
            throw new SecretsException(ErrorCode.Refused, "wrong passphrase");
        Locked = false;
        return Task.CompletedTask;
    }

    public Task LockAsync(CancellationToken cancellationToken)
    {
        Locked = true;
        return Task.CompletedTask;
    }

    public Task<BackupReply> BackupAsync(BackupRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<BackupReply> RestoreAsync(RestoreRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RotateReply> RotateAsync(RotateRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CheckReply> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new CheckReply(1, 1, 1, Opened: true, []));

    public Task<ProgressReply> ProgressAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SlotsReply> SlotsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SlotEntry> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveSlotAsync(RemoveSlotRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PassphraseAsync(PassphraseRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RecoveryReply> RecoveryAsync(RecoveryRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SlotEntry> TryKeyAsync(KeyProof key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListReply> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        return Task.FromResult(new ListReply([.. Values.Keys.Select(name => Entries[name])]));
    }

    public Task<SecretEntry> DescribeAsync(DescribeRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        return Task.FromResult(Entries.GetValueOrDefault(request.Name) ?? throw Missing(request.Name));
    }

    public Task<SetReply> SetAsync(SetRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        Sets.Add(request);
        foreach (SetEntry entry in request.Secrets)
        {
            if (entry is { Value: null, Generate: null })
                continue;
            Values[entry.Name] = entry.Value?.Span.ToArray() ?? "generated"u8.ToArray();
            Entries[entry.Name] = new SecretEntry(entry.Name, 1, "live", Now, Now, null, entry.Description, entry.Tags, entry.WriteOnly ?? false, entry.ExpiresAt);
        }
        return Task.FromResult(new SetReply([.. request.Secrets.Select(_ => 1)], PublicKeys));
    }

    public Task<GetReply> GetAsync(GetRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: true);
        return Task.FromResult(new GetReply(
            [.. request.Names.Select(name => new NamedValue(name, new SecretValue(Values.GetValueOrDefault(name) ?? throw Missing(name))))]));
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        Deletes.Add(request);
        foreach (string name in request.Names)
            _ = Values.Remove(name) ? true : throw Missing(name);
        return Task.CompletedTask;
    }

    public Task<RunDescription> DescribeRunAsync(RunRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new RunDescription(SecretScope.Default, []));

    public Task<RunPlan> PlanRunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: true);
        Runs.Add(request);
        return Task.FromResult(Plan);
    }

    public Task<ImportReply> ImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        OnImport?.Invoke();
        return Task.FromResult(Imported);
    }

    public Task<ExportReply> ExportAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: true);
        return Task.FromResult(new ExportReply(SecretValue.FromText("A=1\n")));
    }

    public Task<InjectReply> InjectAsync(InjectRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: true);
        return Task.FromResult(new InjectReply(SecretValue.FromText(request.Text.Replace("REF", "value", StringComparison.Ordinal)), request.Text.Contains("REF", StringComparison.Ordinal) ? ["ref"] : []));
    }

    public Task<ScanReply> ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        Enter(null, needsKey: true);
        return Task.FromResult(new ScanReply([]));
    }

    public Task<LintReply> LintAsync(LintRequest request, CancellationToken cancellationToken)
    {
        Enter(null, needsKey: false);
        return Task.FromResult(new LintReply(request.Text.Contains("REF", StringComparison.Ordinal) ? [new LintFinding(2, 3, "missing", "no secret named ref in default/default")] : []));
    }

    private static SecretsException Missing(string name) => new(ErrorCode.NotFound, $"no secret named {name} in default/default");

    private void Enter(SecretScope? scope, bool needsKey)
    {
        LastScope = scope;
        if (Fails is not null)
            throw Fails;
        if (!Initialized)
            throw new SecretsException(ErrorCode.NotFound, "there is no vault yet", "secrets init");
        if (needsKey && Locked)
            throw new SecretsException(ErrorCode.Locked, "the vault is locked", "secrets unlock");
    }
}
