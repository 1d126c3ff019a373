using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>The long work that is under way. Of several, what began last is told of. Thread-safe.</summary>
internal sealed class WorkProgress
{
    private static readonly ProgressReply Nothing = new();

    private readonly Lock _gate = new();
    private readonly List<WorkSteps> _underWay = [];

    /// <summary>How far it is.</summary>
    public ProgressReply Current
    {
        get
        {
            lock (_gate)
                return _underWay.Count == 0 ? Nothing : _underWay[^1].Reply;
        }
    }

    /// <summary>Begins a work, which ends when it is disposed.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="total">Steps altogether, 0 while that is not known.</param>
    public WorkSteps Begin(string name, long total = 0)
    {
        WorkSteps steps = new(name, total, End);
        lock (_gate)
            _underWay.Add(steps);
        return steps;
    }

    private void End(WorkSteps steps)
    {
        lock (_gate)
            _underWay.Remove(steps);
    }
}
