using Secrets.Shared.Contract;
using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Children;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>
/// Keeps a run going: starts it, starts it anew when a secret that it uses has changed or its rule says so, and stops it. The next plan is
/// there before the program is told to end, so that what cannot be started does not end what runs; and the next program starts only when
/// nothing is left of the one before.
/// </summary>
/// <param name="run">The program.</param>
/// <param name="job">Where it comes from.</param>
/// <param name="rule">When it is started again by itself.</param>
/// <param name="report">Is told each change: status, exit code, note.</param>
internal sealed class Supervisor(ISupervisedRun run, IRunJob job, RestartRule rule, Action<string, int?, string?> report)
{
    /// <summary>So long has a program to end when it is told to, in milliseconds.</summary>
    private const long Grace = 10_000;

    private const long Retry = 5_000;

    private RunPlan? _next;
    private IReadOnlyList<RunSource> _used = [];
    private bool _runs;
    private bool _stopping;
    private bool _wanted;
    private int _ended;
    private long _started;
    private long _killAt = long.MaxValue;
    private long _startAt = long.MaxValue;

    /// <summary>How many secrets it uses.</summary>
    public int Secrets => _used.Count;

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Starts it for the first time.</summary>
    /// <returns>Why it could not be started, or null.</returns>
    /// <exception cref="SecretsException">There is no plan for it.</exception>
    public LaunchFailure? Start()
    {
        Prepare();
        return StartNext();
    }

    /// <summary>Keeps it going until it is over.</summary>
    /// <returns>How the program ended, as <c>waitpid</c> has it.</returns>
    public int Keep()
    {
        while (true)
        {
            RunEvent one = run.Wait(Patience());
            switch (one.Kind)
            {
                case RunEventKind.Ended:
                    if (IsOver(one.Value))
                        return one.Value;
                    break;
                case RunEventKind.PassedOn when _next is not null:
                    // Whoever ends it now means all of it, not only the program that is about to be replaced.
                    Abandon();
                    break;
                case RunEventKind.Signal when one.Value == 1:
                    _wanted = true;
                    break;
                case RunEventKind.Signal when one.Value is Unix.Terminate or Unix.Interrupt or Unix.Quit:
                    if (Stop())
                        return _ended;
                    break;
            }
            Look();
            if (!_runs && !_stopping && _startAt == long.MaxValue)
                return _ended;
        }
    }

    private TimeSpan? Patience()
    {
        long next = Math.Min(_killAt, _startAt);
        return next == long.MaxValue ? null : TimeSpan.FromMilliseconds(Math.Max(next - Environment.TickCount64, 0));
    }

    /// <summary>Does what is due.</summary>
    private void Look()
    {
        long now = Environment.TickCount64;
        if (now >= _killAt)
        {
            run.Send(Unix.Kill);
            _killAt = now + Grace;
        }
        if (_stopping || _next is not null)
            return;
        bool due = !_runs && now >= _startAt;
        // While it waits for the vault, each wake-up may be the one that it waits for.
        if (!due && !_wanted && !HasChanged())
            return;
        if (!TryPrepare())
            return;
        _wanted = false;
        if (_runs)
            End(RunStatus.Restarting);
        else
            Again();
    }

    private bool HasChanged()
    {
        try
        {
            return !job.Describe().Secrets.SequenceEqual(_used);
        }
        catch (SecretsException)
        {
            // One is missing now, or nobody can be asked: what runs goes on.
            return false;
        }
    }

    private void Prepare()
    {
        // Before the plan: what changes in between shows as a change, and costs a needless start at worst.
        IReadOnlyList<RunSource> used = job.Describe().Secrets;
        _next = job.Plan();
        _used = used;
    }

    private bool TryPrepare()
    {
        try
        {
            Prepare();
            return true;
        }
        catch (SecretsException exception)
        {
            bool locked = exception.Code == ErrorCode.Locked;
            // Unlocking wakes us. Anything else is tried again, where nothing runs in the meantime.
            _wanted |= locked;
            _startAt = _runs ? long.MaxValue : Environment.TickCount64 + Retry;
            report(locked ? RunStatus.Waiting : _runs ? RunStatus.Running : RunStatus.Delayed, null, locked ? "the vault is locked" : exception.Message);
            return false;
        }
    }

    /// <summary>The program has ended.</summary>
    /// <returns>Whether that is the end of the run.</returns>
    private bool IsOver(int status)
    {
        _runs = false;
        _ended = status;
        _killAt = long.MaxValue;
        run.Finish();
        job.Finish();
        int code = ChildStatus.ExitCode(status);
        if (_stopping)
        {
            report(RunStatus.Stopped, code, null);
            return true;
        }
        if (_next is not null)
        {
            Again();
            return !_runs && _startAt == long.MaxValue;
        }
        if (rule.After(code, Environment.TickCount64 - _started) is not { } delay)
        {
            report(RunStatus.Ended, code, null);
            return true;
        }
        _startAt = Environment.TickCount64 + (long)delay.TotalMilliseconds;
        report(RunStatus.Delayed, code, $"it ended with {code}");
        return false;
    }

    private void Again()
    {
        Restarts++;
        if (StartNext() is { } failure)
            report(RunStatus.Failed, null, failure.Reason);
    }

    private LaunchFailure? StartNext()
    {
        using RunPlan plan = _next!;
        _next = null;
        _startAt = long.MaxValue;
        LaunchFailure? failure = job.Start(plan);
        if (failure is not null)
        {
            job.Finish();
            return failure;
        }
        _runs = true;
        _started = Environment.TickCount64;
        report(RunStatus.Running, null, null);
        return null;
    }

    private void End(string status)
    {
        report(status, null, null);
        _killAt = Environment.TickCount64 + Grace;
        run.Send(Unix.Terminate);
    }

    /// <summary>Nothing is started any more.</summary>
    private void Abandon()
    {
        _stopping = true;
        _next?.Dispose();
        _next = null;
    }

    /// <returns>Whether there is nothing to wait for.</returns>
    private bool Stop()
    {
        Abandon();
        if (_runs)
        {
            End(RunStatus.Stopping);
            return false;
        }
        report(RunStatus.Stopped, ChildStatus.ExitCode(_ended), null);
        return true;
    }
}
