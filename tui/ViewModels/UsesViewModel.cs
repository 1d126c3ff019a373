using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Where the selected secret is used, by what the audit log says. Asked for when the selection rests, so that a walk through the list asks once.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="secrets">Tells the scope.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class UsesViewModel(DaemonLink link, SecretsViewModel secrets, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    private (string Name, SecretScope Scope)? _wanted;
    private (string Name, SecretScope Scope)? _known;
    private UsesReply _uses = new([]);
    private ITimer? _later;

    /// <summary>The selection may be another one.</summary>
    public void Select(string? name)
    {
        (string, SecretScope)? wanted = name is null ? null : (name, secrets.Scope);
        if (_wanted == wanted)
            return;
        _wanted = wanted;
        _later?.Dispose();
        _later = wanted is null ? null : time.CreateTimer(_ => _ = ReadAsync(), null, Rest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Where a secret is used; null where that is not known yet.</summary>
    public UsesReply? Of(string name) => _known == (name, secrets.Scope) ? _uses : null;

    public void Dispose() => _later?.Dispose();

    private async Task ReadAsync()
    {
        if (_wanted is not { } wanted)
            return;
        try
        {
            UsesReply uses = await link.Daemon.UsesAsync(new DescribeRequest(wanted.Name, wanted.Scope), CancellationToken.None).ConfigureAwait(true);
            if (_wanted == wanted)
                (_known, _uses) = (wanted, uses);
        }
        catch (SecretsException)
        {
            // It was deleted, or the daemon is gone: the list says so.
        }
    }
}
