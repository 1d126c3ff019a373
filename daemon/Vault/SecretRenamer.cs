using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Gives a secret another name. Values are bound to ids, so nothing is encrypted anew but the name, and it works while locked.</summary>
internal static class SecretRenamer
{
    /// <summary>Renames a secret.</summary>
    /// <exception cref="SecretsException">Invalid; NotFound; Conflict: the name is taken.</exception>
    public static Task RenameAsync(OpenVault vault, RenameRequest request, Caller caller, DateTimeOffset now)
    {
        SetLimits.RequireNames([request.Name]);
        Names.Require(request.To, "secret name");
        return ChangeLog.WriteAsync<SecretScope?>(vault, ChangeKind.Rename, now, transaction =>
        {
            ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            SecretHead head = SecretHead.Find(transaction, vault.Device, scope.Environment, request.Name);
            if (!head.IsThere)
                throw MissingSecrets.Of(transaction, vault, scope, [request.Name]);
            if (request.To == request.Name)
                return null;
            SecretHead other = SecretHead.Find(transaction, vault.Device, scope.Environment, request.To);
            if (other.IsThere)
                throw new SecretsException(ErrorCode.Conflict, $"there is a secret named {request.To} already", $"secrets delete {request.To}");
            // What was deleted under that name keeps its rows, under one that nobody can ask for: the name's history now is this secret's.
            if (other.Record is { } deleted)
                transaction.Update(Named(vault.Device, deleted, $"{request.To}\n{deleted.Id}"));
            transaction.Update(Named(vault.Device, head.Record!, request.To));
            return scope.Scope;
        }, scope => scope is null ? null : new Access(AccessKind.Rename, scope, [request.Name, request.To], caller) { Detail = $"{request.Name} is {request.To} now" });
    }

    private static SecretRecord Named(DeviceKeys device, SecretRecord secret, string name) => secret with
    {
        NameHash = device.NameHash(RecordKind.Secret, secret.EnvironmentId, name),
        Body = (NamedBody.Open(device, RecordKind.Secret, secret.Id, secret.Body) with { Name = name }).Seal(device, RecordKind.Secret, secret.Id),
    };
}
