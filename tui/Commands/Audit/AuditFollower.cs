using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Audit;

/// <summary><c>secrets audit log -f</c>: the newest entries, oldest first, and then each as it is written. Nothing is polled: the daemon tells.</summary>
/// <param name="context">The outside world.</param>
/// <param name="request">Which entries.</param>
internal sealed class AuditFollower(CommandContext context, AuditRequest request)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly AuditLine _line = new(context);
    private readonly Connector _connector = new(context.Paths);
    private long _last;

    /// <summary>Ends only with an error, or by a signal.</summary>
    public int Run(int limit)
    {
        AuditRecord[] first = [.. new AuditReader(context).Read(request, limit)];
        _last = first is [AuditRecord newest, ..] ? newest.Sequence : 0;
        Write(first);
        while (true)
        {
            try
            {
                if (_connector.TryConnect() is { } pipe)
                    Follow(pipe);
            }
            catch (SecretsException exception) when (exception.Code is ErrorCode.Unreachable)
            {
                // It ends, or ended: we look for the next one.
            }
            Thread.Sleep(Pause);
        }
    }

    private void Follow(UnixPipeStream pipe)
    {
        using AutoResetEvent grown = new(initialState: true);
        using RpcConnection connection = new(pipe);
        bool closed = false;
        connection.Closed += () =>
        {
            Volatile.Write(ref closed, true);
            grown.Set();
        };
        connection.Audited += _ => grown.Set();
        using DaemonClient client = new(connection);
        client.FollowAuditAsync(new FollowAuditRequest(), CancellationToken.None).GetAwaiter().GetResult();
        // Set at the beginning: what was written before we listened.
        while (grown.WaitOne() && !Volatile.Read(ref closed))
        {
            List<AuditRecord> newer = [];
            AuditReply reply = new([], Next: null);
            do
            {
                AuditRequest page = request with { After = _last, Before = reply.Next };
                reply = client.AuditAsync(page, CancellationToken.None).GetAwaiter().GetResult();
                newer.AddRange(reply.Entries);
            }
            while (reply.Next is not null);
            if (newer.Count > 0)
                _last = newer[0].Sequence;
            Write(newer);
        }
    }

    private void Write(IReadOnlyList<AuditRecord> newestFirst)
    {
        for (int i = newestFirst.Count - 1; i >= 0; i--)
            _line.Write(newestFirst[i]);
        context.Out.Flush();
    }
}
