using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>
/// The single writer with group commit. Whoever comes while nobody writes does the work on its own thread (two thread switches
/// would cost as much as the sync itself); whoever comes meanwhile waits in the queue, and all who wait become the next batch:
/// one transaction, one sync, each unit in its own savepoint.
/// </summary>
internal sealed class Writer(StoreConnection connection)
{
    private const int BatchLimit = 256;

    private readonly ConcurrentQueue<WriteUnit> _queue = new();
    private readonly List<WriteUnit> _batch = [];
    private Manifests? _manifests;
    private ManifestHead _head;
    private Exception? _broken;
    private int _busy;
    private int _draining;
    private int _pages;

    /// <summary>The manifests that readers go by.</summary>
    public Manifests Manifests => Volatile.Read(ref _manifests) ?? throw new InvalidOperationException("the store is not authenticated yet");

    /// <summary>Is told the number of the newest audit entry once it is durable.</summary>
    public Action<long>? AuditGrown { get; set; }

    public void Authenticate(IRecordAuthenticator authenticator)
    {
        Enter();
        try
        {
            (_head, Manifest manifest) = ManifestFile.Load(connection, authenticator);
            Volatile.Write(ref _manifests, new Manifests(authenticator, manifest));
        }
        finally
        {
            Leave();
        }
    }

    public Task<T> WriteAsync<T>(Func<WriteTransaction, T> unit)
    {
        WriteUnit<T> waiting = new(unit);
        _queue.Enqueue(waiting);
        if (TryEnter())
        {
            RunBatch();
            Leave();
        }
        return waiting.Task;
    }

    /// <summary>Ends it; whoever writes from now on fails.</summary>
    /// <param name="removesLog">Whether the log is copied into the database to its end and removed.</param>
    public void Close(bool removesLog)
    {
        Enter();
        _broken ??= removesLog
            ? new SecretsException(ErrorCode.Conflict, "the vault was replaced meanwhile", "try again")
            : new ObjectDisposedException(nameof(SecretStore));
        RunBatch();
        WriteAheadLog.PrepareClose(connection, removesLog);
        connection.Dispose();
        Leave();
    }

    private bool TryEnter() => Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    private void Enter()
    {
        SpinWait wait = default;
        while (!TryEnter())
            wait.SpinOnce();
    }

    private bool IsCheckpointDue => Volatile.Read(ref _pages) >= WriteAheadLog.CheckpointPages;

    private bool IsCheckpointOverdue => _pages >= 2 * WriteAheadLog.CheckpointPages;

    /// <summary>Gives the writer up; what came meanwhile goes to the thread pool, for this caller has its own answer to bring.</summary>
    private void Leave()
    {
        // A checkpoint waits for a pause, but not for ever.
        if (IsCheckpointOverdue)
            Checkpoint();
        Interlocked.Exchange(ref _busy, 0);
        if ((!_queue.IsEmpty || IsCheckpointDue) && Interlocked.Exchange(ref _draining, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Drain(), this, preferLocal: false);
    }

    private void Drain()
    {
        Interlocked.Exchange(ref _draining, 0);
        if (!TryEnter())
            return;
        RunBatch();
        if (_queue.IsEmpty && IsCheckpointDue)
            Checkpoint();
        Leave();
    }

    private void Checkpoint()
    {
        Volatile.Write(ref _pages, 0);
        if (_broken is not null)
            return;
        try
        {
            WriteAheadLog.Checkpoint(connection);
        }
        catch (SqliteException error)
        {
            // A second sync after a failed one may claim success for pages that the system threw away. The log still has
            // everything and a new start reads it; until then nothing more is promised.
            _broken = StoreErrors.From(error);
        }
    }

    private void RunBatch()
    {
        while (_batch.Count < BatchLimit && _queue.TryDequeue(out WriteUnit? unit))
            _batch.Add(unit);
        if (_batch.Count == 0)
            return;
        long audited = _head.AuditSequence;
        try
        {
            if (_broken is not null)
                throw _broken;
            Commit(Manifests);
        }
        catch (Exception error)
        {
            FailAll(error is SqliteException sqlite ? StoreErrors.From(sqlite) : error);
        }
        foreach (WriteUnit unit in _batch)
            unit.Complete();
        _batch.Clear();
        // Last: nobody waits for an answer any more.
        if (_head.AuditSequence != audited)
            AuditGrown?.Invoke(_head.AuditSequence);
    }

    private void Commit(Manifests manifests)
    {
        connection.Prepared("BEGIN IMMEDIATE").Execute();
        try
        {
            WriteBatch batch = new(_head, manifests.Latest);
            WriteTransaction transaction = new(connection, batch, manifests.Authenticator);
            bool alone = _batch.Count == 1;
            _batch.RemoveAll(unit => !TryRun(unit, transaction, batch, alone));
            if (_batch.Count == 0)
                return;
            Manifest manifest = batch.Draft.IsChanged ? batch.Draft.Finish(connection.Message, manifests.Authenticator) : manifests.Latest;
            ManifestHead head = batch.Head with { Generation = manifest.Generation, RecordsTag = manifest.Tag };
            ManifestFile.Replace(connection, batch.Before, head, manifests.Authenticator);
            manifests.Announce(manifest);
            connection.Prepared("COMMIT").Execute();
            manifests.Committed(manifest);
            _head = head;
            Volatile.Write(ref _pages, _pages + connection.TakePagesWritten());
        }
        finally
        {
            connection.RollBack();
        }
    }

    /// <summary>Runs one unit; where it fails, it alone is undone and told so. A failure of SQLite itself goes up and fails the batch.</summary>
    private bool TryRun(WriteUnit unit, WriteTransaction transaction, WriteBatch batch, bool alone)
    {
        (ManifestHead Head, int Mark) saved = batch.Save();
        if (!alone)
            connection.Prepared("SAVEPOINT unit").Execute();
        try
        {
            unit.Run(transaction);
            if (!alone)
                connection.Prepared("RELEASE unit").Execute();
            return true;
        }
        catch (Exception error) when (error is not SqliteException sqlite || !StoreErrors.IsFatal(sqlite))
        {
            batch.Restore(saved);
            // Alone, the transaction itself is rolled back.
            if (!alone)
            {
                connection.Prepared("ROLLBACK TO unit").Execute();
                connection.Prepared("RELEASE unit").Execute();
            }
            unit.Fail(error is SqliteException constraint ? StoreErrors.From(constraint) : error);
            return false;
        }
    }

    private void FailAll(Exception error)
    {
        foreach (WriteUnit unit in _batch)
            unit.Fail(error);
        _batch.Clear();
    }
}
