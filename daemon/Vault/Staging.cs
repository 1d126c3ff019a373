using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Deploys and discards what is staged: pointers move, nothing is decrypted, so it works while the vault is locked.</summary>
internal sealed class Staging(TimeProvider clock)
{
    /// <summary>Makes what is staged live, in one transaction.</summary>
    public Task<StagingReply> DeployAsync(OpenVault vault, StagingRequest request, Caller caller) =>
        MoveAsync(vault, request, (ChangeKind.Deploy, AccessKind.Deploy, caller), static secret => secret with { Live = secret.Staged, Staged = null });

    /// <summary>Forgets that it is staged; the versions stay in the history.</summary>
    public Task<StagingReply> DiscardAsync(OpenVault vault, StagingRequest request, Caller caller) =>
        MoveAsync(vault, request, (ChangeKind.Discard, AccessKind.Discard, caller), static secret => secret with { Staged = null });

    private async Task<StagingReply> MoveAsync(OpenVault vault, StagingRequest request, (ChangeKind Change, AccessKind Record, Caller Caller) what, Func<SecretRecord, SecretRecord> move)
    {
        if (request.Names is not null)
            SetLimits.RequireNames(request.Names);
        return await ChangeLog.WriteAsync(vault, what.Change, clock.GetUtcNow(), transaction =>
        {
            ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            List<StagedSecret> moved = [];
            foreach (SecretHead head in request.Names is null ? All(transaction, vault, scope) : Named(transaction, vault, scope, request.Names))
            {
                transaction.Update(move(head.Record!));
                moved.Add(new StagedSecret(head.Name, head.Staged!.Number, head.Staged.Kind == VersionKind.Tombstone, head.LiveNumber));
            }
            moved.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return new StagingReply(moved);
        }, Record).ConfigureAwait(false);

        Access? Record(StagingReply reply) => reply.Secrets.Count == 0 ? null
            : new Access(what.Record, request.Scope ?? SecretScope.Default, [.. reply.Secrets.Select(static secret => secret.Name)], what.Caller);
    }

    private static List<SecretHead> All(ReadTransaction transaction, OpenVault vault, ScopeRecords scope)
    {
        List<SecretHead> heads = [];
        foreach (SecretVersion found in transaction.Secrets(scope.Environment.Id))
        {
            if (found.Secret.Staged is not null)
                heads.Add(SecretHead.Find(transaction, vault.Device, scope.Environment, Name(vault, found.Secret)));
        }
        return heads;
    }

    private static List<SecretHead> Named(ReadTransaction transaction, OpenVault vault, ScopeRecords scope, IReadOnlyList<string> names)
    {
        List<SecretHead> heads = [.. names.Select(name => SecretHead.Find(transaction, vault.Device, scope.Environment, name))];
        string[] others = [.. heads.Where(static head => head.Staged is null).Select(static head => head.Name).Order(StringComparer.Ordinal)];
        return others.Length == 0
            ? heads
            : throw new SecretsException(ErrorCode.NotFound, $"nothing is staged for {string.Join(", ", others)} in {scope.Scope}", "secrets list");
    }

    private static string Name(OpenVault vault, SecretRecord secret) => NamedBody.Open(vault.Device, RecordKind.Secret, secret.Id, secret.Body).Name;
}
