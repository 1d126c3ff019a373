using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Where a name stands when it is about to be written: its record, if it ever had one, with its live and its staged version.</summary>
internal sealed record SecretHead(string Name, EnvironmentRecord Environment, SecretRecord? Record, VersionRecord? Live, VersionRecord? Staged)
{
    /// <summary>The live version's number, 0 where there is none.</summary>
    public int LiveNumber => Live is { Kind: VersionKind.Value } ? Live.Number : 0;

    /// <summary>Whether there is something to delete.</summary>
    public bool IsThere => LiveNumber > 0 || Staged is { Kind: VersionKind.Value };

    /// <summary>Finds a name.</summary>
    public static SecretHead Find(ReadTransaction transaction, DeviceKeys device, EnvironmentRecord environment, string name)
    {
        SecretRecord? record = transaction.Secret(environment.Id, device.NameHash(RecordKind.Secret, environment.Id, name));
        return new SecretHead(name, environment, record, Version(record?.Live), Version(record?.Staged));

        VersionRecord? Version(int? number) => number is null ? null : transaction.Version(record!.Id, number.Value) ?? throw Damage.Of("a version");
    }

    /// <summary>
    /// What the next version inherits: a live one from the live version, so that nothing staged slips in; a staged one from what is staged;
    /// nothing from a deleted secret.
    /// </summary>
    public VersionBody Details(DeviceKeys device, bool stage) =>
        (stage ? Staged ?? Live : Live ?? Staged) is { Kind: VersionKind.Value } version ? VersionBody.Open(device, version) : VersionBody.Empty;

    /// <summary>Refuses to write over a version that the caller did not see.</summary>
    /// <exception cref="SecretsException">Conflict.</exception>
    public void RequireVersion(int? expected)
    {
        if (expected is null || expected == LiveNumber)
            return;
        string found = LiveNumber == 0 ? "does not exist" : $"is at version {LiveNumber}";
        throw new SecretsException(ErrorCode.Conflict, expected == 0 ? $"{Name} exists already" : $"{Name} {found}, not at version {expected}", "read it again");
    }

    /// <summary>Gives the secret its next number, live or staged, making the record where there is none.</summary>
    public SecretRecord Advance(WriteTransaction transaction, DeviceKeys device, DateTimeOffset now, bool stage)
    {
        if (Record is { } record)
        {
            int next = checked(record.Last + 1);
            return transaction.Update(stage ? record with { Staged = next, Last = next } : record with { Live = next, Last = next });
        }
        long id = transaction.NewId();
        return transaction.Insert(new SecretRecord(
            id,
            Environment.Id,
            device.NameHash(RecordKind.Secret, Environment.Id, Name),
            new NamedBody(Name, now).Seal(device, RecordKind.Secret, id),
            stage ? null : 1,
            stage ? 1 : null,
            1));
    }

    /// <summary>Deletes the secret: a tombstone is live, and nothing is staged any more.</summary>
    public void Bury(WriteTransaction transaction, DateTimeOffset now)
    {
        int next = checked(Record!.Last + 1);
        SecretRecord secret = transaction.Update(Record with { Live = next, Staged = null, Last = next });
        InsertTombstone(transaction, secret, now);
    }

    /// <summary>Stages the deletion of the secret. One that was staged only is not staged any more.</summary>
    public void StageBurial(WriteTransaction transaction, DateTimeOffset now)
    {
        if (LiveNumber == 0)
        {
            transaction.Update(Record! with { Staged = null });
            return;
        }
        if (Staged is { Kind: VersionKind.Tombstone })
            return;
        int next = checked(Record!.Last + 1);
        InsertTombstone(transaction, transaction.Update(Record with { Staged = next, Last = next }), now);
    }

    private static void InsertTombstone(WriteTransaction transaction, SecretRecord secret, DateTimeOffset now) =>
        transaction.InsertTombstone(new VersionRecord(transaction.NewId(), secret.Id, secret.Last, VersionKind.Tombstone, [], [], null, now));
}
