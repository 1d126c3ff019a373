using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Brings an old value back. A value is bound to its version's number, so it is opened and sealed again as a new version, here in the
/// daemon; nobody sees it, and the opening is in the audit log all the same.
/// </summary>
internal sealed class SecretRollback(KeyHolder keys, TimeProvider clock)
{
    private readonly ValueAccess _values = new(keys);

    /// <summary>Does it.</summary>
    public async Task<RollbackReply> RunAsync(OpenVault vault, RollbackRequest request, Caller caller)
    {
        Names.Require(request.Name, "secret name");
        (ScopeRecords scope, StoredValue old) = vault.Store.Read(transaction => Find(transaction, vault, request));
        Access access = new(AccessKind.Rollback, scope.Scope, [request.Name], caller)
        {
            Detail = $"to version {request.To}{(request.Stage ? ", staged" : "")}",
        };
        using SecretValue value = await _values.OpenAsync(vault, new FoundValue(request.Name, scope.Environment, old), access).ConfigureAwait(false);
        byte[] digest = keys.Use(ring => ring.Digest(scope.Project.Id, value.Span));
        int version = await ChangeLog.WriteAsync(vault, ChangeKind.Rollback, clock.GetUtcNow(), transaction =>
        {
            byte[] publicKey = ValueWriter.PublicKey(transaction, scope.Environment);
            VersionBody body = VersionBody.Open(vault.Device, old.Version);
            body = body with { EditedAt = null, WriteOnly = body.WriteOnly || WriteOnlyValues.Has(transaction, vault.Device, old.Secret.Id, digest) };
            SecretHead head = SecretHead.Find(transaction, vault.Device, scope.Environment, request.Name);
            SecretRecord secret = head.Advance(transaction, vault.Device, clock.GetUtcNow(), request.Stage);
            return Write(transaction, vault, scope with { Environment = scope.Environment with { PublicKey = publicKey } }, secret, value, digest, body);
        }, static _ => null).ConfigureAwait(false);
        return new RollbackReply(version);
    }

    private static (ScopeRecords Scope, StoredValue Old) Find(ReadTransaction transaction, OpenVault vault, RollbackRequest request)
    {
        ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
        SecretRecord secret = SecretHistory.Own(transaction, vault, scope, request.Name);
        VersionRecord old = transaction.Version(secret.Id, request.To)
            ?? throw new SecretsException(ErrorCode.NotFound, $"{request.Name} has no version {request.To}", $"secrets history {request.Name}");
        if (old.Kind != VersionKind.Value)
            throw new SecretsException(ErrorCode.Invalid, $"version {request.To} of {request.Name} is a deletion", "secrets delete deletes it again");
        if ((request.Stage ? secret.Staged : secret.Live) == request.To)
            throw new SecretsException(ErrorCode.Invalid, $"version {request.To} of {request.Name} is {(request.Stage ? "staged" : "live")} already");
        return (scope, new StoredValue(secret, old, transaction.Ciphertext(old)));
    }

    private int Write(WriteTransaction transaction, OpenVault vault, ScopeRecords scope, SecretRecord secret, SecretValue value, byte[] digest, VersionBody body)
    {
        using KeySlab dataKey = new(1);
        int key = dataKey.AddRandom();
        long id = transaction.NewId();
        byte[] nonce = RandomBytes.New(Aead.NonceLength);
        ValueBinding place = new(vault.Record.VaultId, scope.Project.Id, scope.Environment.Id, secret.Id, secret.Last);
        transaction.Insert(
            new VersionRecord(id, secret.Id, secret.Last, VersionKind.Value, SealedKey.Close(dataKey[key], scope.Environment.PublicKey), nonce, digest, clock.GetUtcNow())
            {
                Body = body.Seal(vault.Device, id),
            },
            place.Seal(value.Span, nonce, dataKey[key]));
        return secret.Last;
    }
}
