using System.Diagnostics;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>Finds the daemon, or starts it once, however many clients ask at the same time.</summary>
/// <param name="paths">Where pipe, lock and log lie.</param>
/// <param name="daemon">The absolute path of <c>secretsd</c>; null takes the one beside the running program.</param>
public sealed class Connector(SecretsPaths paths, string? daemon = null)
{
    /// <summary>So long is a daemon given to come up.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connects to the running daemon.</summary>
    /// <returns>Null when none runs.</returns>
    /// <exception cref="SecretsException">Unreachable: somebody is there, but busy or somebody else's.</exception>
    public UnixPipeStream? TryConnect() => UnixPipeStream.TryConnect(paths.Pipe);

    /// <summary>Connects to the running daemon, and starts it first where none runs.</summary>
    /// <exception cref="SecretsException">Unreachable: it cannot be started, or does not answer in time.</exception>
    public UnixPipeStream Connect() => TryConnect() ?? StartAndConnect();

    private UnixPipeStream StartAndConnect()
    {
        PrivateDirectory.Ensure(paths.Runtime);
        long began = Stopwatch.GetTimestamp();
        StartLock? mine = null;
        DaemonStarter? starter = null;
        try
        {
            while (true)
            {
                // Asked again and again: who held it may have failed, and then it is another's turn.
                mine ??= StartLock.TryTake(paths.Runtime);
                if (TryConnect() is { } pipe)
                {
                    _ = starter?.Collect(wait: true);
                    return pipe;
                }
                if (mine is not null)
                    starter ??= DaemonStarter.Start(daemon ?? Beside(), paths.Home);
                if (starter?.Collect(wait: false) is false)
                    throw NotStarted("the daemon could not be started");
                TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
                if (elapsed > StartTimeout)
                    throw NotStarted("the daemon does not come up");
                // A twentieth of the time waited so far: often while it is about to come up, seldom when something is wrong.
                Thread.Sleep(Math.Clamp((int)elapsed.TotalMilliseconds / 20, 1, 20));
            }
        }
        finally
        {
            mine?.Dispose();
        }
    }

    private static string Beside() =>
        Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? AppContext.BaseDirectory, "secretsd");

    private SecretsException NotStarted(string message) => new(ErrorCode.Unreachable, message, $"its log is {paths.Log}");
}
