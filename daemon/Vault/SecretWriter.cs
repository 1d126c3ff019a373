using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Writes secrets. Needs public keys only, so it works while the vault is locked; keys, where they are there, serve for the digest alone.
/// </summary>
internal sealed class SecretWriter(KeyHolder keys, TimeProvider clock)
{
    /// <summary>Writes many, all or none.</summary>
    public async Task<SetReply> SetAsync(OpenVault vault, SetRequest request)
    {
        SetLimits.Require(request);
        ScopeRecords scope = vault.Store.Read(transaction => ScopeRecords.Find(transaction, vault.Device, request.Scope));
        // What is slow (a scalar multiplication each) and needs no place in the store is done before the writer's turn.
        using KeySlab dataKeys = new(request.Secrets.Count);
        byte[][] sealedKeys = [.. request.Secrets.Select(_ => NewDataKey(dataKeys, scope.Environment))];
        byte[]?[] digests = [.. request.Secrets.Select(entry => DigestOf(scope.Project, entry.Value))];
        DateTimeOffset now = clock.GetUtcNow();

        int[] versions = await ChangeLog.WriteAsync(vault, request.IsImport ? ChangeKind.Import : ChangeKind.Set, now, transaction =>
        {
            byte[] publicKey = PublicKey(transaction, scope.Environment);
            bool isSealed = publicKey.AsSpan().SequenceEqual(scope.Environment.PublicKey);
            int[] numbers = new int[request.Secrets.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                SetEntry entry = request.Secrets[i];
                SecretHead head = SecretHead.Find(transaction, vault.Device, scope.Environment, entry.Name);
                head.RequireVersion(entry.ExpectedVersion);
                SecretRecord secret = head.Advance(transaction, vault.Device, now, request.Stage);
                long versionId = transaction.NewId();
                byte[] nonce = RandomBytes.New(Aead.NonceLength);
                ValueBinding place = new(vault.Record.VaultId, scope.Project.Id, scope.Environment.Id, secret.Id, secret.Last);
                byte[] ciphertext = place.Seal(entry.Value.Span, nonce, dataKeys[i]);
                byte[] body = head.Details(vault.Device, request.Stage).With(entry).Seal(vault.Device, versionId);
                VersionRecord version = new(versionId, secret.Id, secret.Last, VersionKind.Value, isSealed ? sealedKeys[i] : SealedKey.Close(dataKeys[i], publicKey), nonce, digests[i], now) { Body = body };
                transaction.Insert(version, ciphertext);
                numbers[i] = secret.Last;
            }
            return numbers;
        }).ConfigureAwait(false);
        return new SetReply(versions);
    }

    /// <summary>Deletes many, all or none: a tombstone each, live and nothing staged any more, or staged.</summary>
    public async Task DeleteAsync(OpenVault vault, DeleteRequest request)
    {
        SetLimits.RequireNames(request.Names);
        DateTimeOffset now = clock.GetUtcNow();
        await ChangeLog.WriteAsync(vault, ChangeKind.Delete, now, transaction =>
        {
            ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            SecretHead[] heads = [.. request.Names.Select(name => SecretHead.Find(transaction, vault.Device, scope.Environment, name))];
            string[] missing = [.. heads.Where(static head => !head.IsThere).Select(static head => head.Name)];
            if (missing.Length > 0)
                throw SecretCatalog.Missing(missing, scope.Scope);
            foreach (SecretHead head in heads)
            {
                if (request.Stage)
                    head.StageBurial(transaction, now);
                else
                    head.Bury(transaction, now);
            }
            return true;
        }).ConfigureAwait(false);
    }

    private static byte[] NewDataKey(KeySlab keys, EnvironmentRecord environment)
    {
        int index = keys.AddRandom();
        return SealedKey.Close(keys[index], environment.PublicKey);
    }

    private byte[]? DigestOf(ProjectRecord project, SecretValue value) =>
        keys.TryUse(ring => ring.Digest(project.Id, value.Span), out byte[]? digest) ? digest : null;

    /// <summary>
    /// The key that data keys have to be sealed to now: a rotation may have changed it since the environment was read. Whatever is
    /// sealed to another one when a rotation ends is lost, so every writer of versions asks here, in its transaction.
    /// </summary>
    /// <exception cref="SecretsException">Conflict: the environment is gone.</exception>
    public static byte[] PublicKey(ReadTransaction transaction, EnvironmentRecord environment) =>
        transaction.Environment(environment.Id)?.PublicKey
        ?? throw new SecretsException(ErrorCode.Conflict, "the environment was deleted at the same time", "secrets environment list");
}
