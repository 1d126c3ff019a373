using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.ViewModels;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>A daemon in memory, which also hands out connections to itself. Answers are complete when they are returned, unless a test holds them.</summary>
internal sealed partial class MemoryDaemon(TimeProvider clock) : ISecretsDaemon, IDaemonSource
{
    private readonly SortedDictionary<string, (SecretEntry Entry, byte[] Value)> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<SecretScope, SortedDictionary<string, (SecretEntry Entry, byte[] Value)>> _others = [];
    private readonly List<MemorySession> _sessions = [];

    public bool IsRunning { get; set; } = true;

    public bool IsInitialized { get; set; } = true;

    public bool IsLocked { get; set; }

    public string Passphrase { get; set; } = "correct horse";

    /// <summary>Every call waits for this, when there is one.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Every call fails with this, when there is one.</summary>
    public SecretsException? Failure { get; set; }

    /// <summary>Every list fails with this, when there is one.</summary>
    public SecretsException? ListFailure { get; set; }

    /// <summary>How often it was started by somebody who found none.</summary>
    public int Starts { get; private set; }

    public int Lists { get; private set; }

    /// <summary>How often something was said about a secret whose value stayed.</summary>
    public int EditedWithoutValue { get; private set; }

    public IEnumerable<SecretEntry> Entries => _secrets.Values.Select(secret => secret.Entry);

    public async Task<IDaemonSession?> ConnectAsync(bool start)
    {
        await WaitAsync();
        if (!IsRunning && !start)
            return null;
        if (!IsRunning)
        {
            IsRunning = true;
            Starts++;
        }
        MemorySession session = new(this);
        _sessions.Add(session);
        return session;
    }

    /// <summary>Ends it and every connection.</summary>
    public void Die()
    {
        IsRunning = false;
        MemorySession[] sessions = [.. _sessions];
        _sessions.Clear();
        foreach (MemorySession session in sessions)
            session.Close();
    }

    /// <summary>Writes a secret as somebody else would.</summary>
    public void Put(string name, string value, string? description = null, string[]? tags = null, bool writeOnly = false, DateTimeOffset? expires = null, string status = "live") =>
        PutBytes(name, Encoding.UTF8.GetBytes(value), description, tags, writeOnly, expires, status);

    /// <summary>Marks a secret as a template that refers to others.</summary>
    public void MakeTemplate(string name, params string[] references)
    {
        SortedDictionary<string, (SecretEntry Entry, byte[] Value)> secrets = Of(null);
        secrets[name] = (secrets[name].Entry with { References = references }, secrets[name].Value);
    }

    public void PutBytes(
        string name, byte[] value, string? description = null, string[]? tags = null, bool writeOnly = false, DateTimeOffset? expires = null, string status = "live", SecretScope? scope = null)
    {
        SortedDictionary<string, (SecretEntry Entry, byte[] Value)> secrets = Of(scope);
        DateTimeOffset now = clock.GetUtcNow();
        SecretEntry? before = secrets.TryGetValue(name, out (SecretEntry Entry, byte[] Value) stored) ? stored.Entry : null;
        secrets[name] = (
            new SecretEntry(name, status == "staged" ? before?.Version ?? 0 : (before?.Version ?? 0) + 1, status == "staged" && before is { Version: > 0 } ? "live+staged" : status, before?.CreatedAt ?? now, now)
            {
                Digest = IsLocked || status == "staged" ? null : DigestOf(value),
                Description = description,
                Tags = tags,
                WriteOnly = writeOnly,
                ExpiresAt = expires,
            },
            value);
        if (secrets == _secrets)
            Keep(name);
        Notify(name);
    }

    public void Remove(string name)
    {
        _secrets.Remove(name);
        Notify(name);
    }

    public void SetLocked(bool locked)
    {
        IsLocked = locked;
        foreach (MemorySession session in _sessions.ToArray())
            session.Tell(new LockNotice(locked));
    }

    public string Value(string name, SecretScope? scope = null) => Encoding.UTF8.GetString(Of(scope)[name].Value);

    public Task<HelloReply> HelloAsync(HelloRequest request, CancellationToken cancellationToken) => Task.FromResult(new HelloReply(Protocol.Version, "test"));

    public Task SubscribeAsync(CancellationToken cancellationToken) => WaitAsync();

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Die();
        return Task.CompletedTask;
    }

    public async Task<VaultStatus> StatusAsync(CancellationToken cancellationToken)
    {
        await WaitAsync();
        return new VaultStatus(1, "test", Protocol.Version, "/pipe", 1, IsInitialized, IsLocked || !IsInitialized);
    }

    public async Task InitAsync(InitRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Passphrase = Encoding.UTF8.GetString(request.Key.Span);
        IsInitialized = true;
        IsLocked = false;
    }

    public async Task UnlockAsync(UnlockRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        if (Encoding.UTF8.GetString(request.Key.Span) != Passphrase)
            throw new SecretsException(ErrorCode.Refused, "wrong passphrase");
        SetLocked(false);
    }

    public async Task LockAsync(CancellationToken cancellationToken)
    {
        await WaitAsync();
        SetLocked(true);
    }

    public Task<BackupReply> BackupAsync(BackupRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<BackupReply> RestoreAsync(RestoreRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RotateReply> RotateAsync(RotateRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CheckReply> CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProgressReply> ProgressAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SlotEntry> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SlotEntry> TryKeyAsync(KeyProof key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<ListReply> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        Lists++;
        await WaitAsync();
        if (ListFailure is { } failure)
            throw failure;
        return new ListReply([.. Of(request.Scope).Values.Select(secret => secret.Entry)]);
    }

    public async Task<SecretEntry> DescribeAsync(DescribeRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        return Of(request.Scope).TryGetValue(request.Name, out (SecretEntry Entry, byte[] Value) stored) ? stored.Entry : throw NotFound(request.Name);
    }

    public async Task<SetReply> SetAsync(SetRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Remember("set");
        foreach (SetEntry entry in request.Secrets)
        {
            SecretEntry? before = Of(request.Scope).TryGetValue(entry.Name, out (SecretEntry Entry, byte[] Value) stored) ? stored.Entry : null;
            if (entry.ExpectedVersion is { } expected && expected != (before?.Version ?? 0))
                throw new SecretsException(ErrorCode.Conflict, $"{entry.Name} is at version {before?.Version}, not {expected}");
            if (entry.Value is null && entry.Generate is null)
            {
                EditedWithoutValue++;
                EditDetails(entry, stored);
                continue;
            }
            PutBytes(
                entry.Name,
                entry.Value?.Span.ToArray() ?? Encoding.UTF8.GetBytes($"made from {entry.Generate}"),
                entry.Description ?? before?.Description,
                [.. entry.Tags ?? before?.Tags ?? []],
                entry.WriteOnly ?? before?.WriteOnly ?? false,
                entry.ExpiresAt ?? before?.ExpiresAt,
                request.Stage ? "staged" : "live",
                scope: request.Scope);
        }
        return new SetReply([.. request.Secrets.Select(entry => Of(request.Scope)[entry.Name].Entry.Version)]);
    }

    public async Task<GetReply> GetAsync(GetRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        if (IsLocked)
            throw new SecretsException(ErrorCode.Locked, "the vault is locked", "secrets unlock");
        return new GetReply([.. request.Names.Select(name => new NamedValue(name, Open(name, request.Scope)))]);
    }

    public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Remember("delete");
        foreach (string name in request.Names)
        {
            if (!Of(request.Scope).TryGetValue(name, out (SecretEntry Entry, byte[] Value) stored))
                throw NotFound(name);
            if (request.Stage)
                StageRemoval(name, stored);
            else
                Of(request.Scope).Remove(name);
            Notify(name);
        }
    }

    public Task<DueReply> DueAsync(DueRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("the screen looks for nothing");

    public Task<DiffReply> DiffAsync(DiffRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("the screen compares nothing");

    public Task<InjectReply> InjectAsync(InjectRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("the screen injects nothing");

    public Task<ScanReply> ScanAsync(ScanRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("the screen scans nothing");

    public Task<LintReply> LintAsync(LintRequest request, CancellationToken cancellationToken) => throw new NotSupportedException("the screen lints nothing");

    public Task<RunPlan> PlanRunAsync(RunRequest request, CancellationToken cancellationToken) => throw new SecretsException(ErrorCode.Invalid, "no runs here");

    public Task<RunDescription> DescribeRunAsync(RunRequest request, CancellationToken cancellationToken) => throw new SecretsException(ErrorCode.Invalid, "no runs here");

    public void Forget(MemorySession session) => _sessions.Remove(session);

    private SortedDictionary<string, (SecretEntry Entry, byte[] Value)> Of(SecretScope? scope)
    {
        if (scope is null || scope == SecretScope.Default)
            return _secrets;
        if (!_others.TryGetValue(scope, out SortedDictionary<string, (SecretEntry Entry, byte[] Value)>? secrets))
            _others[scope] = secrets = new SortedDictionary<string, (SecretEntry Entry, byte[] Value)>(StringComparer.Ordinal);
        return secrets;
    }

    private static string DigestOf(byte[] value) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(value))[..32];

    private static SecretsException NotFound(string name) => new(ErrorCode.NotFound, $"no secret named {name} in default/default");

    private SecretValue Open(string name, SecretScope? scope)
    {
        SecretScope giver = ChainOf(scope).FirstOrDefault(one => Of(one).TryGetValue(name, out (SecretEntry Entry, byte[] Value) there) && there.Entry.Version > 0) ?? throw NotFound(name);
        (SecretEntry Entry, byte[] Value) stored = Of(giver)[name];
        return stored.Entry.WriteOnly ? throw new SecretsException(ErrorCode.Refused, $"{name} is write-only", "secrets run can use it") : new SecretValue(stored.Value);
    }

    private void EditDetails(SetEntry entry, (SecretEntry Entry, byte[] Value) stored)
    {
        if (stored.Entry is not { } before)
            throw NotFound(entry.Name);
        if (before.WriteOnly && entry.WriteOnly == false)
            throw new SecretsException(ErrorCode.Refused, $"{entry.Name} is write-only, and only a new value takes that away", $"secrets set {entry.Name}");
        SecretEntry after = before with
        {
            Description = entry.Description ?? before.Description,
            Tags = entry.Tags ?? before.Tags,
            WriteOnly = entry.WriteOnly ?? before.WriteOnly,
            ExpiresAt = entry.NeverExpires ? null : entry.ExpiresAt ?? before.ExpiresAt,
            UpdatedAt = clock.GetUtcNow(),
        };
        _secrets[entry.Name] = (after, stored.Value);
        Notify(entry.Name);
    }

    private void Notify(string name)
    {
        foreach (MemorySession session in _sessions.ToArray())
            session.Tell(new ChangeNotice("default", "default", [name]));
    }

    private async Task WaitAsync()
    {
        if (Hold is { } hold)
            await hold.Task;
        if (Failure is { } failure)
            throw failure;
    }
}
