using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Copies secrets between environments inside the vault: nobody sees a value on its way, so that write-only ones can be copied too,
/// and stay write-only.
/// </summary>
internal sealed class SecretCopier(KeyHolder keys, ValueAccess access, TimeProvider clock)
{
    /// <summary>Copies or moves many, all or none.</summary>
    /// <exception cref="SecretsException">Invalid, NotFound, Locked; Conflict: some are there already, or changed meanwhile.</exception>
    public async Task CopyAsync(OpenVault vault, CopyRequest request, Caller caller)
    {
        SetLimits.RequireNames(request.Names);
        RequireMeaning(request);
        (ScopeRecords from, ScopeRecords to) = vault.Store.Read(transaction =>
            (ScopeRecords.Find(transaction, vault.Device, request.Scope), ScopeRecords.Find(transaction, vault.Device, request.To)));
        Access taken = new(request.Move ? AccessKind.Move : AccessKind.Copy, from.Scope, request.Names, caller) { Detail = $"to {to.Scope}" };
        IReadOnlyList<(FoundValue Found, SecretValue Value)> opened = await access.OpenForCopyAsync(vault, taken).ConfigureAwait(false);
        try
        {
            if (request.Move && opened.FirstOrDefault(secret => secret.Found.Environment.Id != from.Environment.Id) is { Found: { } inherited })
                throw new SecretsException(ErrorCode.Invalid, $"{inherited.Name} is inherited and cannot be moved from {from.Scope}", "move it where it is set, or copy it");
            List<SetEntry> entries = [.. opened.Select(secret => Entry(vault, request, secret.Found, secret.Value))];
            using NewValues values = await NewValues.PrepareAsync(entries, to, keys).ConfigureAwait(false);
            DateTimeOffset now = clock.GetUtcNow();
            await ChangeLog.WriteAsync(vault, request.Move ? ChangeKind.Move : ChangeKind.Copy, now, transaction =>
            {
                values.SealTo(ValueWriter.PublicKey(transaction, to.Environment));
                SecretHead[] targets = [.. entries.Select(entry => SecretHead.Find(transaction, vault.Device, to.Environment, entry.Name))];
                RequireFree(request, targets, to.Scope);
                for (int i = 0; i < targets.Length; i++)
                {
                    FoundValue source = opened[i].Found;
                    SecretHead head = SecretHead.Find(transaction, vault.Device, source.Environment, source.Name);
                    if (head.Record?.Id != source.Value.Secret.Id || head.LiveNumber != source.Value.Version.Number)
                        throw new SecretsException(ErrorCode.Conflict, $"{source.Name} was changed at the same time", "try again");
                    ValueWriter.Write(transaction, vault, targets[i], entries[i], values, values[i]!, now, stage: false);
                    if (request.Move)
                        Bury(transaction, head, now);
                }
                return true;
            }, _ => taken with { Scope = to.Scope, Names = [.. entries.Select(static entry => entry.Name)], Detail = $"from {from.Scope}" }).ConfigureAwait(false);
        }
        finally
        {
            foreach ((_, SecretValue value) in opened)
                value.Dispose();
        }
    }

    private static void RequireMeaning(CopyRequest request)
    {
        if (request.NewName is { } name)
        {
            Names.Require(name, "secret name");
            if (request.Names.Count > 1)
                throw new SecretsException(ErrorCode.Invalid, "one new name cannot serve several secrets");
        }
        if (request.To == (request.Scope ?? SecretScope.Default) && (request.NewName ?? request.Names[0]) == request.Names[0])
            throw new SecretsException(ErrorCode.Invalid, $"{request.Names[0]} is in {request.To} already", "name another environment, or a new name");
    }

    /// <summary>All that the source's version says. What is there stays write-only, also below a value that was not.</summary>
    private static SetEntry Entry(OpenVault vault, CopyRequest request, FoundValue found, SecretValue value)
    {
        VersionBody body = VersionBody.Open(vault.Device, found.Value.Version);
        return new SetEntry(
            request.NewName ?? found.Name,
            value,
            body.Description ?? "",
            body.Tags,
            body.WriteOnly ? true : null,
            body.ExpiresAt,
            NeverExpires: body.ExpiresAt is null,
            Template: body.References is not null);
    }

    private static void RequireFree(CopyRequest request, SecretHead[] targets, SecretScope scope)
    {
        string[] taken = [.. targets.Where(static head => head.IsThere).Select(static head => head.Name).Order(StringComparer.Ordinal)];
        if (taken.Length > 0 && !request.Replace)
            throw new SecretsException(ErrorCode.Conflict, $"there already in {scope}: {string.Join(", ", taken)}", "--replace writes new versions of them");
    }

    private static void Bury(WriteTransaction transaction, SecretHead head, DateTimeOffset now)
    {
        if (head.Staged is not null)
            throw new SecretsException(ErrorCode.Conflict, $"{head.Name} has a staged version, which would be lost", "secrets deploy or secrets discard");
        head.Bury(transaction, now);
    }
}
