using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The one way to write secrets on a person's behalf: in the same transaction it notes what the unit touched, before and after, so that
/// <see cref="ChangeUndoer"/> can take it back. Each environment that was touched keeps its last change, whole.
/// </summary>
internal static class ChangeLog
{
    /// <summary>Writes one unit, as <see cref="SecretStore.WriteAsync"/> does, and notes the change.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="kind">What the unit does.</param>
    /// <param name="now">When.</param>
    /// <param name="unit">Inserts and updates secrets and versions; it may touch several environments.</param>
    /// <param name="record">The entry of the audit log, from what the unit returned; null where nothing was done, or its opening of values is there already.</param>
    public static Task<T> WriteAsync<T>(OpenVault vault, ChangeKind kind, DateTimeOffset now, Func<WriteTransaction, T> unit, Func<T, Access?> record) =>
        vault.Store.WriteAsync(transaction =>
        {
            T result = Write(vault.Device, transaction, (kind, false, now), unit);
            if (record(result) is { } access)
                vault.Log.Append(transaction, access);
            return result;
        });

    /// <summary>The same inside a transaction.</summary>
    public static T Write<T>(DeviceKeys device, WriteTransaction transaction, (ChangeKind Kind, bool IsUndo, DateTimeOffset At) what, Func<WriteTransaction, T> unit)
    {
        ChangeJournal journal = new();
        T result;
        transaction.Journal = journal;
        try
        {
            result = unit(transaction);
        }
        finally
        {
            transaction.Journal = null;
        }
        ChangeBody change = new(what.Kind, what.IsUndo, what.At, Secrets(device, journal), Versions(device, journal));
        if (change.Secrets.Count + change.Versions.Count > 0)
        {
            foreach (long environment in Environments(transaction, journal))
                Keep(device, transaction, environment, change);
        }
        return result;
    }

    private static void Keep(DeviceKeys device, WriteTransaction transaction, long environment, ChangeBody change)
    {
        if (transaction.Change(environment) is { } last)
        {
            transaction.Update(last with { Body = change.Seal(device, last.Id) });
            return;
        }
        long id = transaction.NewId();
        transaction.Insert(new ChangeRecord(id, environment, change.Seal(device, id)));
    }

    private static List<TouchedSecret> Secrets(DeviceKeys device, ChangeJournal journal)
    {
        List<TouchedSecret> touched = [];
        foreach ((SecretRecord? before, SecretRecord after) in journal.Secrets.Values)
        {
            bool renamed = before is not null && !before.Body.AsSpan().SequenceEqual(after.Body);
            bool moved = before is not null && !before.NameHash.AsSpan().SequenceEqual(after.NameHash);
            TouchedSecret secret = new(after.Id, State(before), State(after));
            if (secret.IsChanged)
                touched.Add(secret);

            SecretState State(SecretRecord? record) =>
                new(record?.Live ?? 0, record?.Staged ?? 0, renamed ? Name(device, record!) : "", moved ? record!.NameHash : []);
        }
        return touched;
    }

    private static List<TouchedVersion> Versions(DeviceKeys device, ChangeJournal journal)
    {
        List<TouchedVersion> touched = [];
        foreach ((VersionRecord before, VersionRecord after) in journal.Versions.Values)
        {
            if (!before.Body.AsSpan().SequenceEqual(after.Body))
                touched.Add(new TouchedVersion(before.SecretId, before.Number, VersionBody.Open(device, before), VersionBody.Open(device, after)));
        }
        return touched;
    }

    private static HashSet<long> Environments(ReadTransaction transaction, ChangeJournal journal)
    {
        HashSet<long> environments = [.. journal.Secrets.Values.Select(static touched => touched.After.EnvironmentId)];
        // A version may be described anew without a change of its secret.
        foreach ((_, VersionRecord after) in journal.Versions.Values)
            environments.Add(transaction.Secret(after.SecretId)?.EnvironmentId ?? throw Damage.Of("a secret"));
        return environments;
    }

    private static string Name(DeviceKeys device, SecretRecord secret) => NamedBody.Open(device, RecordKind.Secret, secret.Id, secret.Body).Name;
}
