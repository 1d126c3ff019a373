using Secrets.Shared.Client;
using Secrets.Tests.Harness;

namespace Secrets.Tests.EndToEnd;

/// <summary>A daemon that is killed, without a warning, when the test says so or at Dispose.</summary>
internal sealed class KilledDaemon : IDisposable
{
    private const int Signal = 9;

    private readonly SecretsHome _home;
    private readonly NativeProcess _process;

    /// <summary>Starts it and waits until it serves.</summary>
    public KilledDaemon(SecretsHome home)
    {
        _home = home;
        _process = NativeProcess.Start(new Launched(Programs.Daemon, []) { Environment = home.Environment(), Timeout = TimeSpan.FromMinutes(5) });
        Bounded.Until(IsServing, "the daemon serves");
    }

    /// <summary>Waits until the database's log is written to, or until something else is so.</summary>
    public void WaitForWrite(Func<bool> orElse)
    {
        string log = _home.Paths.Database + "-wal";
        DateTime before = File.GetLastWriteTimeUtc(log);
        Bounded.Until(() => orElse() || File.GetLastWriteTimeUtc(log) != before, "the log is written");
    }

    public void Kill()
    {
        _process.Send(Signal);
        _ = _process.Wait();
    }

    public void Dispose() => _process.Dispose();

    private bool IsServing()
    {
        using IDisposable? pipe = new Connector(_home.Paths, Programs.Daemon).TryConnect();
        return pipe is not null;
    }
}
