using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>Its versions. It keeps every value that was put, and the last change as the secrets were before it.</summary>
internal sealed partial class MemoryDaemon
{
    private readonly Dictionary<string, List<(VersionEntry Version, byte[] Value)>> _history = new(StringComparer.Ordinal);
    private Dictionary<string, (SecretEntry Entry, byte[] Value)>? _before;
    private string _change = "set";
    private bool _undone;

    public async Task<HistoryReply> HistoryAsync(HistoryRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        int live = _secrets.TryGetValue(request.Name, out (SecretEntry Entry, byte[] Value) stored) ? stored.Entry.Version : 0;
        return _history.TryGetValue(request.Name, out List<(VersionEntry Version, byte[] Value)>? versions)
            ? new HistoryReply([.. Enumerable.Reverse(versions).Select(version => version.Version with { Live = version.Version.Version == live, Staged = version.Version.Staged && stored.Entry.Status != "live" })])
            : throw NotFound(request.Name);
    }

    public async Task<RollbackReply> RollbackAsync(RollbackRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        if (IsLocked)
            throw new SecretsException(ErrorCode.Locked, "the vault is locked", "secrets unlock");
        byte[] value = _history.GetValueOrDefault(request.Name)?.Find(version => version.Version.Version == request.To).Value ?? throw NotFound(request.Name);
        Remember("rollback");
        PutBytes(request.Name, value);
        return new RollbackReply(_secrets[request.Name].Entry.Version);
    }

    public Task<StagingReply> DeployAsync(StagingRequest request, CancellationToken cancellationToken) =>
        MoveAsync(request, "deploy", entry => entry.Status == "live+removal" ? null : entry with { Status = "live", Version = _history[entry.Name].Count });

    public Task<StagingReply> DiscardAsync(StagingRequest request, CancellationToken cancellationToken) =>
        MoveAsync(request, "discard", entry => entry.Version == 0 ? null : entry with { Status = "live" });

    public async Task<UndoReply> UndoAsync(UndoRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Dictionary<string, (SecretEntry Entry, byte[] Value)> before = _before ?? throw new SecretsException(ErrorCode.NotFound, "there is nothing to undo in default/default");
        if (request.Redo is { } redo && redo != _undone)
            throw new SecretsException(ErrorCode.NotFound, redo ? "nothing was undone last in default/default" : "the last change of default/default is undone already");
        Dictionary<string, (SecretEntry Entry, byte[] Value)> after = new(_secrets, StringComparer.Ordinal);
        string[] touched = [.. before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name).Entry != after.GetValueOrDefault(name).Entry)];
        foreach (string name in touched)
        {
            if (before.TryGetValue(name, out (SecretEntry Entry, byte[] Value) stored))
                _secrets[name] = stored;
            else
                _secrets.Remove(name);
            Notify(name);
        }
        bool redone = _undone;
        (_before, _undone) = (after, !_undone);
        return new UndoReply(_change, redone, clock.GetUtcNow(), [.. touched.Select(Undone)]);
    }

    private UndoneSecret Undone(string name) => _secrets.TryGetValue(name, out (SecretEntry Entry, byte[] Value) stored)
        ? new UndoneSecret(name, SecretScope.Default, stored.Entry.Status, stored.Entry.Version)
        : new UndoneSecret(name, SecretScope.Default, "deleted", 0);

    private async Task<StagingReply> MoveAsync(StagingRequest request, string what, Func<SecretEntry, SecretEntry?> move)
    {
        await WaitAsync();
        SecretEntry[] staged = [.. Entries.Where(entry => entry.Status != "live" && request.Names?.Contains(entry.Name) != false)];
        if (staged.Length > 0)
            Remember(what);
        foreach (SecretEntry entry in staged)
        {
            if (move(entry) is { } moved)
                _secrets[entry.Name] = (moved, _secrets[entry.Name].Value);
            else
                _secrets.Remove(entry.Name);
            Notify(entry.Name);
        }
        return new StagingReply([.. staged.Select(entry => new StagedSecret(entry.Name, entry.Version))]);
    }

    private void StageRemoval(string name, (SecretEntry Entry, byte[] Value) stored)
    {
        _secrets[name] = (stored.Entry with { Status = "live+removal" }, stored.Value);
        _history[name].Add((new VersionEntry(_history[name].Count + 1, "deletion", clock.GetUtcNow(), Staged: true), []));
    }

    /// <summary>A change of one call begins: what there is now is what an undo brings back.</summary>
    private void Remember(string change) => (_before, _change, _undone) = (new(_secrets, StringComparer.Ordinal), change, false);

    private void Keep(string name)
    {
        (SecretEntry entry, byte[] value) = _secrets[name];
        if (!_history.TryGetValue(name, out List<(VersionEntry Version, byte[] Value)>? versions))
            _history[name] = versions = [];
        bool isStaged = entry.Status != "live";
        versions.Add((new VersionEntry(versions.Count + 1, "value", entry.UpdatedAt, Staged: isStaged, Digest: isStaged ? DigestOf(value) : entry.Digest, Description: entry.Description, WriteOnly: entry.WriteOnly), value));
    }
}
