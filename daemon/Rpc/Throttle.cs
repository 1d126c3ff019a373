namespace Secrets.Daemon.Rpc;

/// <summary>Lets one event a second through and counts the others, so that a flood does not wash everything else out of the log.</summary>
internal sealed class Throttle(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _last;
    private int _withheld;

    /// <summary>Whether this one may pass.</summary>
    /// <param name="withheld">How many did not since the last that did.</param>
    public bool Pass(out int withheld)
    {
        lock (_gate)
        {
            withheld = _withheld;
            long now = clock.GetTimestamp();
            if (_last != 0 && clock.GetElapsedTime(_last, now) < TimeSpan.FromSeconds(1))
            {
                _withheld++;
                return false;
            }
            _last = now;
            _withheld = 0;
            return true;
        }
    }
}
