using Microsoft.Extensions.Logging;

namespace Secrets.Daemon.Hosting;

/// <summary>Makes the loggers that share one file and one console.</summary>
/// <param name="file">The log file; closed with the provider.</param>
/// <param name="console">Writes a line to the console, or null where there is none.</param>
/// <param name="clock">The time.</param>
internal sealed class LineLoggerProvider(LogFile file, Action<string>? console, TimeProvider clock) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, file, console, clock);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
