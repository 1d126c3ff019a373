using Microsoft.Data.Sqlite;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>
/// The whole check of a store, for people who want to know: pages, every row against the manifest, every value against its row, the
/// audit chain. It goes on after a finding and collects them all; reading checks only what it reads, and stops.
/// </summary>
/// <param name="connection">A connection in a read transaction.</param>
/// <param name="leaves">The manifest of its snapshot.</param>
/// <param name="reader">Recognizes rows.</param>
/// <param name="progress">Is told the rows checked and those there are.</param>
internal sealed class StoreSurvey(StoreConnection connection, ILeaves leaves, RecordReader reader, Action<long, long> progress)
{
    private const int ProgressEvery = 256;

    private readonly List<DamagedRecord> _damaged = [];
    private long _total;
    private long _done;

    /// <summary>What was found, in the order of the tables.</summary>
    public IReadOnlyList<DamagedRecord> Damaged => _damaged;

    /// <summary>What was counted.</summary>
    public StoreCounts Counts { get; private set; }

    /// <summary>Does it.</summary>
    /// <param name="verifyAudit">Walks the audit chain and says how many entries it has.</param>
    /// <param name="value">Is given each value that was recognized and may refuse it; null where nobody can.</param>
    public void Run(Func<long> verifyAudit, Action<VersionRecord, byte[]>? value)
    {
        long records = ManifestFile.Tables.Sum(table => (long)leaves.Count(table.Kind));
        long values = leaves.All(RecordKind.Version).LongCount();
        _total = records + values;
        CheckPages();
        foreach (IRecordTable table in ManifestFile.Tables)
            CheckTable(table);
        values = CheckValues(value);
        long entries = 0;
        Try(() => entries = verifyAudit(), null);
        Counts = new StoreCounts(records, values, entries, 0);
        progress(_total, _total);
    }

    private void CheckPages()
    {
        using (SqliteDataReader result = connection.Prepared("PRAGMA integrity_check(1)").Query())
        {
            if (!result.Read() || result.GetString(0) != "ok")
                _damaged.Add(new DamagedRecord("sqlite finds its pages or indexes in disorder"));
        }
        using SqliteDataReader orphans = connection.Prepared("PRAGMA foreign_key_check").Query();
        if (orphans.Read())
            _damaged.Add(new DamagedRecord("a record refers to one that is missing"));
    }

    private void CheckTable(IRecordTable table)
    {
        HashSet<long> intact = [];
        bool strange = table.Survey(connection, reader, id =>
        {
            intact.Add(id);
            Step();
        });
        foreach (Leaf leaf in leaves.All(table.Kind))
        {
            if (!intact.Contains(leaf.Id))
                _damaged.Add(new DamagedRecord("missing, or not the one that was written", leaf));
        }
        if (strange && !_damaged.Exists(found => found.Leaf?.Kind == table.Kind))
            _damaged.Add(new DamagedRecord($"a {table.Kind} record that was never written"));
    }

    private long CheckValues(Action<VersionRecord, byte[]>? value)
    {
        long count = 0;
        using SqliteDataReader rows = connection.Prepared(Queries.AllValues).Query();
        Row row = new(rows);
        while (row.Next())
        {
            VersionRecord version;
            try
            {
                version = reader.Read(VersionTable.Instance, row);
            }
            catch (SecretsException)
            {
                // Found with the rows already.
                continue;
            }
            count++;
            Step();
            _ = leaves.TryGet(version.Id, out Leaf leaf);
            Try(() =>
            {
                byte[] ciphertext = reader.Recognize(row.NullableBlob(), version);
                value?.Invoke(version, ciphertext);
            }, leaf);
        }
        return count;
    }

    private void Try(Action look, Leaf? leaf)
    {
        try
        {
            look();
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Damaged)
        {
            _damaged.Add(new DamagedRecord(leaf is null ? exception.Message : "its value is not the one that was written", leaf));
        }
    }

    private void Step()
    {
        if (++_done % ProgressEvery == 0)
            progress(_done, _total);
    }
}
