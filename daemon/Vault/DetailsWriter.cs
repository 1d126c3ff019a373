using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Changes what is said about a secret and leaves its value. That is done to the version itself: its value is bound to its number and
/// cannot be written again without a secret key, and no value changed that a new version could tell of. So it works while locked, and
/// digest, number and the time of the version stay what they are.
/// </summary>
internal static class DetailsWriter
{
    /// <summary>Changes a secret: what is live and what is staged, so that the next deploy does not take it back; or only what is staged.</summary>
    /// <returns>The live version's number, or the staged one's where that was meant.</returns>
    /// <exception cref="SecretsException">NotFound; Refused: only a new value makes a write-only secret readable; Invalid: only a value becomes a template.</exception>
    public static int Write(WriteTransaction transaction, DeviceKeys device, SecretScope scope, SecretHead head, SetEntry entry, DateTimeOffset now, bool stagedOnly)
    {
        int number = 0;
        foreach (VersionRecord? version in stagedOnly ? [head.Staged] : new[] { head.Live, head.Staged })
        {
            if (version is not { Kind: VersionKind.Value })
                continue;
            VersionBody body = VersionBody.Open(device, version);
            if (body.WriteOnly && entry.WriteOnly == false)
                throw new SecretsException(ErrorCode.Refused, $"{head.Name} is write-only, and only a new value takes that away", $"secrets set {head.Name}");
            if (body.References is null && entry.Template == true)
                throw new SecretsException(ErrorCode.Invalid, $"{head.Name} becomes a template together with its value only", $"secrets get {head.Name} | secrets set {head.Name}=- --template");
            transaction.Update(version with { Body = (body.With(entry) with { EditedAt = now }).Seal(device, version.Id) });
            number = number == 0 ? version.Number : number;
        }
        if (number == 0)
            throw stagedOnly ? new SecretsException(ErrorCode.NotFound, $"nothing is staged for {head.Name} in {scope}") : SecretCatalog.Missing([head.Name], scope);
        return number;
    }
}
