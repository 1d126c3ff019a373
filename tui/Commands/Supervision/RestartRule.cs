using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>When a run is started again after its program ended by itself.</summary>
/// <param name="word"><c>no</c>, <c>on-failure</c> or <c>always</c>.</param>
/// <exception cref="SecretsException">Invalid: another word.</exception>
internal sealed class RestartRule(string word)
{
    /// <summary>A program that ran so long starts again without the delay of those before it, in milliseconds.</summary>
    private const long Settled = 60_000;

    private readonly string _word = word is "no" or "on-failure" or "always"
        ? word
        : throw new SecretsException(ErrorCode.Invalid, "--restart takes no, on-failure or always");

    private int _delay = 1;

    /// <summary>How long to wait before it is started again, or null: it is not.</summary>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="ran">How long it ran, in milliseconds.</param>
    public TimeSpan? After(int exitCode, long ran)
    {
        if (_word == "no" || (_word == "on-failure" && exitCode == 0))
            return null;
        if (ran >= Settled)
            _delay = 1;
        TimeSpan delay = TimeSpan.FromSeconds(_delay);
        _delay = Math.Min(2 * _delay, 60);
        return delay;
    }
}
