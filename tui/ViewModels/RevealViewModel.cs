using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>A value that is shown for a while. There is one at most, and it is cleared when its time is over.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="secrets">The list that it belongs to.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class RevealViewModel(DaemonLink link, SecretsViewModel secrets, TimeProvider time)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private ITimer? _tick;
    private int _request;

    /// <summary>The secret whose value is shown, or null.</summary>
    public string? Name { get; private set; }

    /// <summary>The value, as long as it is shown.</summary>
    public SecretValue? Value { get; private set; }

    public int SecondsLeft { get; private set; }

    /// <summary>Fetches a value and shows it.</summary>
    /// <exception cref="SecretsException">Locked, Refused (write-only), and what else a get can meet.</exception>
    public async Task ShowAsync(string name)
    {
        Hide();
        int request = _request;
        GetReply reply = await link.Daemon.GetAsync(new GetRequest([name], secrets.Scope), CancellationToken.None).ConfigureAwait(true);
        if (request != _request)
        {
            // The person has gone elsewhere meanwhile.
            reply.Dispose();
            return;
        }
        Name = name;
        Value = reply.Secrets[0].Value;
        SecondsLeft = (int)Duration.TotalSeconds;
        _tick = time.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Clears the value, and drops one that is still on its way.</summary>
    public void Hide()
    {
        _request++;
        _tick?.Dispose();
        _tick = null;
        Value?.Dispose();
        Value = null;
        Name = null;
        SecondsLeft = 0;
    }

    private void Tick()
    {
        if (--SecondsLeft <= 0)
            Hide();
    }
}
