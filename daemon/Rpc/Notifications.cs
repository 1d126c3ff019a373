using System.Text.Json.Serialization.Metadata;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc;

/// <summary>Tells the subscribed connections what happened. Never waits for one of them; many changes at a time are told as one.</summary>
internal sealed class Notifications : IVaultObserver, IDisposable
{
    private readonly Buffers _buffers;
    private readonly NoticePace<ChangeNotice> _changes;
    private readonly NoticePace<AuditNotice> _audit;
    private readonly Lock _gate = new();
    private Outbox[] _subscribers = [];
    private Outbox[] _followers = [];

    /// <param name="buffers">Where frames are built.</param>
    /// <param name="clock">Paces them.</param>
    public Notifications(Buffers buffers, TimeProvider clock)
    {
        _buffers = buffers;
        _changes = new NoticePace<ChangeNotice>(clock, Merge, notice => Send(ref _subscribers, Wire.Changed, notice, WireJson.Default.ChangeNotice));
        // Whoever follows the log reads on from what it has: the newest entry says it all.
        _audit = new NoticePace<AuditNotice>(clock, static notices => [notices[^1]], notice => Send(ref _followers, Wire.Audited, notice, WireJson.Default.AuditNotice));
    }

    /// <summary>From now on this connection is told. Safe to call twice.</summary>
    public void Add(Outbox subscriber)
    {
        lock (_gate)
        {
            if (!_subscribers.Contains(subscriber))
                _subscribers = [.. _subscribers, subscriber];
        }
    }

    /// <summary>
    /// Whether this connection is told of each entry of the audit log. Nobody else is: a run that looks after its secrets would wake at
    /// each access of every other.
    /// </summary>
    public void Follow(Outbox subscriber, bool follow)
    {
        lock (_gate)
            _followers = [.. _followers.Where(other => other != subscriber), .. follow ? [subscriber] : Array.Empty<Outbox>()];
    }

    /// <summary>The connection is gone.</summary>
    public void Remove(Outbox subscriber)
    {
        lock (_gate)
        {
            if (_subscribers.Contains(subscriber))
                _subscribers = [.. _subscribers.Where(other => other != subscriber)];
            if (_followers.Contains(subscriber))
                _followers = [.. _followers.Where(other => other != subscriber)];
        }
    }

    /// <inheritdoc/>
    public void Changed(ChangeNotice notice)
    {
        // Nobody listens to most changes, and a timer would wake the daemon for nothing.
        if (Volatile.Read(ref _subscribers).Length > 0)
            _changes.Add(notice);
    }

    /// <inheritdoc/>
    public void LockChanged(LockNotice notice)
    {
        _changes.Flush();
        Send(ref _subscribers, Wire.LockChanged, notice, WireJson.Default.LockNotice);
    }

    /// <inheritdoc/>
    public void Audited(AuditNotice notice)
    {
        if (Volatile.Read(ref _followers).Length > 0)
            _audit.Add(notice);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes.Dispose();
        _audit.Dispose();
    }

    /// <summary>One notice for each scope with all names; those without names, which say something else, stay their own.</summary>
    private static IEnumerable<ChangeNotice> Merge(IReadOnlyList<ChangeNotice> notices) => notices
        .GroupBy(static notice => (notice.Project, notice.Environment, IsScope: notice.Names.Count == 0))
        .Select(static same => same.First() with { Names = [.. same.SelectMany(static notice => notice.Names).Distinct(StringComparer.Ordinal)] });

    private void Send<T>(ref Outbox[] receivers, string method, T notice, JsonTypeInfo<T> type)
    {
        Outbox[] subscribers = Volatile.Read(ref receivers);
        if (subscribers.Length == 0)
            return;
        byte[] frame = Build(method, notice, type);
        foreach (Outbox subscriber in subscribers)
            subscriber.Notify(frame);
    }

    private byte[] Build<T>(string method, T notice, JsonTypeInfo<T> type)
    {
        ReplyBuffer buffer = _buffers.Replies.Rent();
        buffer.Write("{\"jsonrpc\":\"2.0\",\"method\":\""u8);
        buffer.Write(System.Text.Encoding.ASCII.GetBytes(method));
        buffer.Write("\",\"params\":"u8);
        buffer.Write(notice, type);
        buffer.Write("}"u8);
        byte[] frame = buffer.End().ToArray();
        _buffers.Replies.Return(buffer);
        return frame;
    }
}
