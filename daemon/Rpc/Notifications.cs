using System.Text.Json.Serialization.Metadata;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc;

/// <summary>Tells the subscribed connections what happened. Never waits for one of them.</summary>
internal sealed class Notifications(Buffers buffers) : IVaultObserver
{
    private readonly Lock _gate = new();
    private Outbox[] _subscribers = [];
    private Outbox[] _followers = [];

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
    public void Changed(ChangeNotice notice) => Send(ref _subscribers, Wire.Changed, notice, WireJson.Default.ChangeNotice);

    /// <inheritdoc/>
    public void LockChanged(LockNotice notice) => Send(ref _subscribers, Wire.LockChanged, notice, WireJson.Default.LockNotice);

    /// <inheritdoc/>
    public void Audited(AuditNotice notice) => Send(ref _followers, Wire.Audited, notice, WireJson.Default.AuditNotice);

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
        ReplyBuffer buffer = buffers.Replies.Rent();
        buffer.Write("{\"jsonrpc\":\"2.0\",\"method\":\""u8);
        buffer.Write(System.Text.Encoding.ASCII.GetBytes(method));
        buffer.Write("\",\"params\":"u8);
        buffer.Write(notice, type);
        buffer.Write("}"u8);
        byte[] frame = buffer.End().ToArray();
        buffers.Replies.Return(buffer);
        return frame;
    }
}
