using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault.Records;

/// <summary>
/// The encrypted part of a change's record: enough to take the change back, in every environment that it touched. It is bound to the
/// record's id. Values are not part of it, only which version had them.
/// <code>
/// 0   1   what was done
///     1   1 where this undid it
///     8   when, milliseconds since 1970
///     4   number of secrets, then each: id (8), then before and after: live (4), staged (4), name, name's hash
///     4   number of versions, then each: secret's id (8), number (4), description before, description after
/// </code>
/// </summary>
/// <param name="Kind">What was done.</param>
/// <param name="IsUndo">Whether this change undid one of that kind.</param>
/// <param name="At">When.</param>
/// <param name="Secrets">The secrets, in the order in which they were touched.</param>
/// <param name="Versions">The versions whose description changed.</param>
internal sealed record ChangeBody(
    ChangeKind Kind, bool IsUndo, DateTimeOffset At, IReadOnlyList<TouchedSecret> Secrets, IReadOnlyList<TouchedVersion> Versions)
{
    /// <summary>Encrypts it for a record.</summary>
    public byte[] Seal(IBodyCipher cipher, long id)
    {
        BodyWriter writer = new();
        writer.Byte((byte)Kind);
        writer.Byte(IsUndo ? (byte)1 : (byte)0);
        writer.Time(At);
        writer.Integer(Secrets.Count);
        foreach (TouchedSecret secret in Secrets)
        {
            writer.Long(secret.Id);
            foreach (SecretState state in (ReadOnlySpan<SecretState>)[secret.Before, secret.After])
            {
                writer.Integer(state.Live);
                writer.Integer(state.Staged);
                writer.Text(state.Name);
                writer.Blob(state.NameHash);
            }
        }
        writer.Integer(Versions.Count);
        foreach (TouchedVersion version in Versions)
        {
            writer.Long(version.SecretId);
            writer.Integer(version.Number);
            writer.Blob(version.Before.ToBytes());
            writer.Blob(version.After.ToBytes());
        }
        AssociatedData bound = new(stackalloc byte[32]);
        Bind(ref bound, id);
        return cipher.Seal(writer.Bytes, bound.Bytes);
    }

    /// <summary>Decrypts that of a record.</summary>
    public static ChangeBody Open(IBodyCipher cipher, ChangeRecord record)
    {
        AssociatedData bound = new(stackalloc byte[32]);
        Bind(ref bound, record.Id);
        BodyReader reader = new(cipher.Open(record.Body, bound.Bytes));
        ChangeKind kind = (ChangeKind)reader.Byte();
        bool isUndo = reader.Byte() != 0;
        DateTimeOffset at = reader.Time();
        List<TouchedSecret> secrets = [];
        for (int count = reader.Integer(); count > 0; count--)
            secrets.Add(new TouchedSecret(reader.Long(), State(ref reader), State(ref reader)));
        List<TouchedVersion> versions = [];
        for (int count = reader.Integer(); count > 0; count--)
            versions.Add(new TouchedVersion(reader.Long(), reader.Integer(), VersionBody.FromBytes(reader.Blob()), VersionBody.FromBytes(reader.Blob())));
        reader.End();
        return new ChangeBody(kind, isUndo, at, secrets, versions);
    }

    private static SecretState State(ref BodyReader reader) => new(reader.Integer(), reader.Integer(), reader.Text(), reader.Blob().ToArray());

    private static void Bind(ref AssociatedData bound, long id)
    {
        bound.Add((long)RecordKind.Change);
        bound.Add(id);
    }
}
