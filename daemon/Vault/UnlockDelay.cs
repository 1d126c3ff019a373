namespace Secrets.Daemon.Vault;

/// <summary>Slows guessing down: every failure since the last success adds 0.1 seconds to the next attempt, up to 10.</summary>
internal sealed class UnlockDelay(TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private int _failures;

    /// <summary>Waits as long as the next attempt has to. Attempts come one at a time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay = _failures * Step;
        return delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay < Most ? delay : Most, clock, cancellationToken);
    }

    /// <summary>An attempt failed.</summary>
    public void Failed() => _failures = Math.Min(_failures + 1, (int)(Most / Step));

    /// <summary>An attempt succeeded.</summary>
    public void Succeeded() => _failures = 0;
}
