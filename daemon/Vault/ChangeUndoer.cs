using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Takes the last change of an environment back: pointers, names and descriptions return to where they were, in every environment that
/// the change touched. Nothing is decrypted, so it works while the vault is locked. An undo is a change itself, so undoing it redoes.
/// </summary>
internal sealed class ChangeUndoer(TimeProvider clock)
{
    /// <summary>Does it, all or nothing.</summary>
    /// <returns>What was done, and what subscribers are to be told.</returns>
    public Task<(UndoReply Reply, IReadOnlyList<ChangeNotice> Notices)> RunAsync(OpenVault vault, UndoRequest request, Caller caller) => vault.Store.WriteAsync(transaction =>
    {
        ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
        ChangeRecord record = transaction.Change(scope.Environment.Id)
            ?? throw new SecretsException(ErrorCode.NotFound, $"there is nothing to undo in {scope.Scope}");
        ChangeBody change = ChangeBody.Open(vault.Device, record);
        if (request.Redo is { } redo && redo != change.IsUndo)
            throw new SecretsException(ErrorCode.NotFound, redo ? $"nothing was undone last in {scope.Scope}" : $"the last change of {scope.Scope} is undone already");
        (UndoReply Reply, IReadOnlyList<ChangeNotice> Notices) done = ChangeLog.Write(vault.Device, transaction, (change.Kind, !change.IsUndo, clock.GetUtcNow()), _ =>
        {
            // Backwards: a name becomes free before another secret takes it back.
            foreach (TouchedSecret touched in change.Secrets.Reverse())
                Return(transaction, vault.Device, touched);
            foreach (TouchedVersion touched in change.Versions)
                Return(transaction, vault.Device, touched);
            return Report(transaction, vault.Device, change);
        });
        // One in each environment that it touched, so that a log of one tells all that happened there.
        foreach (ChangeNotice notice in done.Notices)
        {
            vault.Log.Append(transaction, new Access(AccessKind.Undo, new SecretScope(notice.Project, notice.Environment), notice.Names, caller)
            {
                Detail = $"{(change.IsUndo ? "brings back" : "takes back")} {done.Reply.Change}",
            });
        }
        return done;
    });

    private static void Return(WriteTransaction transaction, DeviceKeys device, TouchedSecret touched)
    {
        if (transaction.Secret(touched.Id) is not { } secret || (secret.Live ?? 0) != touched.After.Live || (secret.Staged ?? 0) != touched.After.Staged)
            throw Moved();
        SecretRecord back = secret with { Live = Number(touched.Before.Live), Staged = Number(touched.Before.Staged) };
        if (touched.After.Name.Length > 0)
        {
            NamedBody named = NamedBody.Open(device, RecordKind.Secret, secret.Id, secret.Body);
            if (named.Name != touched.After.Name)
                throw Moved();
            back = back with { Body = (named with { Name = touched.Before.Name }).Seal(device, RecordKind.Secret, secret.Id) };
        }
        if (touched.After.NameHash.Length > 0)
        {
            if (!secret.NameHash.AsSpan().SequenceEqual(touched.After.NameHash))
                throw Moved();
            back = back with { NameHash = touched.Before.NameHash };
        }
        transaction.Update(back);
        foreach (int? to in (ReadOnlySpan<int?>)[back.Live, back.Staged])
        {
            KeepWriteOnly(transaction, device, secret.Id, secret.Live, to);
            KeepWriteOnly(transaction, device, secret.Id, secret.Staged, to);
        }
    }

    private static void Return(WriteTransaction transaction, DeviceKeys device, TouchedVersion touched)
    {
        VersionRecord version = transaction.Version(touched.SecretId, touched.Number) ?? throw Moved();
        VersionBody now = VersionBody.Open(device, version);
        if (!now.ToBytes().AsSpan().SequenceEqual(touched.After.ToBytes()))
            throw Moved();
        transaction.Update(version with { Body = (touched.Before with { WriteOnly = touched.Before.WriteOnly || now.WriteOnly }).Seal(device, version.Id) });
    }

    /// <summary>Only a new value takes the mark away: a version with the same value takes it over from the one that is left.</summary>
    private static void KeepWriteOnly(WriteTransaction transaction, DeviceKeys device, long secretId, int? from, int? to)
    {
        if (from is null || to is null || from == to
            || transaction.Version(secretId, from.Value) is not { Kind: VersionKind.Value, Digest: { } digest } left
            || transaction.Version(secretId, to.Value) is not { Kind: VersionKind.Value } taken
            || !digest.AsSpan().SequenceEqual(taken.Digest))
        {
            return;
        }
        VersionBody body = VersionBody.Open(device, taken);
        if (!body.WriteOnly && VersionBody.Open(device, left).WriteOnly)
            transaction.Update(taken with { Body = (body with { WriteOnly = true }).Seal(device, taken.Id) });
    }

    private static (UndoReply Reply, IReadOnlyList<ChangeNotice> Notices) Report(ReadTransaction transaction, DeviceKeys device, ChangeBody change)
    {
        Dictionary<long, SecretScope> scopes = [];
        List<UndoneSecret> secrets = [];
        foreach (long id in change.Secrets.Select(static touched => touched.Id).Concat(change.Versions.Select(static touched => touched.SecretId)).Distinct())
        {
            SecretRecord secret = transaction.Secret(id) ?? throw Damage.Of("a secret");
            if (!scopes.TryGetValue(secret.EnvironmentId, out SecretScope? scope))
                scopes[secret.EnvironmentId] = scope = new ScopeNames(transaction, device).ScopeOf(secret.EnvironmentId);
            VersionRecord? live = Version(secret, secret.Live);
            string name = NamedBody.Open(device, RecordKind.Secret, id, secret.Body).Name;
            // A deleted secret whose name another one took has none that could be told.
            if (!Names.IsName(name))
                continue;
            secrets.Add(new UndoneSecret(name, scope, SecretStatus.Of(live, Version(secret, secret.Staged)), live is { Kind: VersionKind.Value } ? live.Number : 0));
        }
        secrets.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        List<ChangeNotice> notices = [];
        foreach (SecretScope scope in scopes.Values)
            notices.Add(new ChangeNotice(scope.Project, scope.Environment, [.. secrets.Where(secret => secret.Scope == scope).Select(static secret => secret.Name)]));
        return (new UndoReply(change.Kind.ToString().ToLowerInvariant(), change.IsUndo, change.At, secrets), notices);

        VersionRecord? Version(SecretRecord secret, int? number) => number is { } one ? transaction.Version(secret.Id, one) ?? throw Damage.Of("a version") : null;
    }

    private static int? Number(int number) => number == 0 ? null : number;

    private static SecretsException Moved() =>
        new(ErrorCode.Conflict, "the secrets moved on since the last change of this environment, so it cannot be undone", "secrets history NAME and secrets rollback NAME");
}
