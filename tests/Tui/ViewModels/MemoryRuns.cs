using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tests.Tui.Terminal;
using Secrets.Tui.Runs;
using Secrets.Tui.ViewModels;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>Runs in memory, with what they print and what they are told.</summary>
internal sealed class MemoryRuns(ManualClock clock) : IRuns
{
    private readonly List<RunEntry> _runs = [];
    private readonly Dictionary<int, MemoryStream> _logs = [];
    private readonly List<Action> _watchers = [];

    /// <summary>How often they were listed.</summary>
    public int Lists { get; private set; }

    /// <summary>How many look for changes now, of the runs and of logs.</summary>
    public int Watchers => _watchers.Count;

    /// <summary>What was asked for, such as <c>stop 1</c>.</summary>
    public List<string> Calls { get; } = [];

    public bool TellsChanges { get; set; } = true;

    /// <summary>Thrown by the next calls.</summary>
    public SecretsException? Failure { get; set; }

    public RunEntry Add(
        string name, string status = RunStatus.Running, int? code = null, int minutes = 0, int restarts = 0, int secrets = 1, string? program = "sleep", string? note = null, SecretScope? scope = null)
    {
        int id = _runs.Count + 1;
        bool runs = !RunStatus.IsOver(status);
        RunEntry run = new(
            new RunRecord(
                id, name, scope ?? SecretScope.Default, status, 1000 + id, runs ? 2000 + id : 0, clock.GetUtcNow() - TimeSpan.FromMinutes(minutes), restarts, secrets, "boot", code, note),
            runs ? program : null);
        _runs.Add(run);
        _logs[id] = new MemoryStream();
        Tell();
        return run;
    }

    public void Change(int id, Func<RunRecord, RunRecord> change)
    {
        _runs[id - 1] = _runs[id - 1] with { Record = change(_runs[id - 1].Record) };
        Tell();
    }

    public void Print(int id, string text) => Print(id, Encoding.UTF8.GetBytes(text));

    public void Print(int id, byte[] bytes)
    {
        _logs[id].Seek(0, SeekOrigin.End);
        _logs[id].Write(bytes);
        Tell();
    }

    public Task<IReadOnlyList<RunEntry>> ListAsync()
    {
        Lists++;
        return Failure is { } failure ? Task.FromException<IReadOnlyList<RunEntry>>(failure) : Task.FromResult<IReadOnlyList<RunEntry>>([.. _runs]);
    }

    public IDisposable? Watch(Action changed) => TellsChanges ? new Watcher(_watchers, changed) : null;

    public IRunLog OpenLog(int id) => new Log(this, _logs[id]);

    public Task StopAsync(int id)
    {
        Calls.Add($"stop {id}");
        if (Failure is { } failure)
            return Task.FromException(failure);
        Change(id, run => run with { Status = RunStatus.Stopped, ExitCode = 143, Process = 0 });
        return Task.CompletedTask;
    }

    public Task RestartAsync(int id)
    {
        Calls.Add($"restart {id}");
        if (Failure is { } failure)
            return Task.FromException(failure);
        Change(id, run => run with { Restarts = run.Restarts + 1 });
        return Task.CompletedTask;
    }

    private void Tell() => _watchers.ToList().ForEach(watcher => watcher());

    private sealed class Watcher : IDisposable
    {
        private readonly List<Action> _all;
        private readonly Action _changed;

        public Watcher(List<Action> all, Action changed)
        {
            (_all, _changed) = (all, changed);
            all.Add(changed);
        }

        public void Dispose() => _all.Remove(_changed);
    }

    private sealed class Log(MemoryRuns runs, MemoryStream printed) : IRunLog
    {
        private int _read;

        public Task<int> ReadAsync(byte[] buffer)
        {
            printed.Position = _read;
            int count = printed.Read(buffer);
            _read += count;
            return Task.FromResult(count);
        }

        public IDisposable? Watch(Action changed) => runs.TellsChanges ? new Watcher(runs._watchers, changed) : null;

        public void Dispose()
        {
        }
    }
}
