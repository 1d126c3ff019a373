using Secrets.Daemon.Vault.Keeping;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Writes secrets. Needs public keys only, so it works while the vault is locked; keys, where they are there, serve for the digest alone.
/// </summary>
internal sealed class SecretWriter(KeyHolder keys, WorkProgress progress, TimeProvider clock)
{
    /// <summary>Writes many, all or none.</summary>
    public async Task<SetReply> SetAsync(OpenVault vault, SetRequest request, Caller caller)
    {
        SetLimits.Require(request);
        ScopeRecords scope = vault.Store.Read(transaction => ScopeRecords.Find(transaction, vault.Device, request.Scope));
        // Each entry is a step twice: when its value is prepared, and when it is written.
        using WorkSteps? steps = request.IsImport ? progress.Begin("import", 2 * request.Secrets.Count) : null;
        using NewValues values = await NewValues.PrepareAsync(request.Secrets, scope, keys, steps).ConfigureAwait(false);
        DateTimeOffset now = clock.GetUtcNow();

        int[] versions = await ChangeLog.WriteAsync(vault, Kind(request), now, transaction =>
        {
            values.SealTo(ValueWriter.PublicKey(transaction, scope.Environment));
            int[] numbers = new int[request.Secrets.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                SetEntry entry = request.Secrets[i];
                SecretHead head = SecretHead.Find(transaction, vault.Device, scope.Environment, entry.Name);
                head.RequireVersion(entry.ExpectedVersion);
                numbers[i] = values[i] is { } value
                    ? ValueWriter.Write(transaction, vault, head, entry, values, value, now, request.Stage)
                    : DetailsWriter.Write(transaction, vault.Device, scope.Scope, head, entry, now, request.Stage);
                steps?.Step();
            }
            return numbers;
        }, _ => Record(request, scope.Scope, caller)).ConfigureAwait(false);
        return new SetReply(versions, values.PublicKeys);
    }

    /// <summary>Deletes many, all or none: a tombstone each, live and nothing staged any more, or staged.</summary>
    public async Task DeleteAsync(OpenVault vault, DeleteRequest request, Caller caller)
    {
        SetLimits.RequireNames(request.Names);
        DateTimeOffset now = clock.GetUtcNow();
        await ChangeLog.WriteAsync(vault, ChangeKind.Delete, now, transaction =>
        {
            ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            SecretHead[] heads = [.. request.Names.Select(name => SecretHead.Find(transaction, vault.Device, scope.Environment, name))];
            string[] missing = [.. heads.Where(static head => !head.IsThere).Select(static head => head.Name)];
            if (missing.Length > 0)
                throw MissingSecrets.Of(transaction, vault, scope, missing);
            foreach (SecretHead head in heads)
            {
                if (request.Stage)
                    head.StageBurial(transaction, now);
                else
                    head.Bury(transaction, now);
            }
            return scope.Scope;
        }, scope => new Access(AccessKind.Delete, scope, request.Names, caller) { Detail = Staged(request.Stage) }).ConfigureAwait(false);
    }

    private static Access Record(SetRequest request, SecretScope scope, Caller caller) => new(
        Kind(request) switch
        {
            ChangeKind.Import => AccessKind.Import,
            ChangeKind.Edit => AccessKind.Edit,
            _ => AccessKind.Set,
        },
        scope,
        [.. request.Secrets.Select(static entry => entry.Name)],
        caller)
    {
        Detail = Staged(request.Stage),
    };

    private static string? Staged(bool stage) => stage ? "staged" : null;

    private static ChangeKind Kind(SetRequest request) => request.IsImport ? ChangeKind.Import
        : request.Secrets.All(static entry => entry is { Value: null, Generate: null }) ? ChangeKind.Edit
        : ChangeKind.Set;
}
