using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Secrets.Daemon.Hosting;

/// <summary>
/// One line an event. Of an exception only the kind and the place are written, never its message: that may quote what it choked on.
/// Control characters become '?', so that nothing a client sends can forge a line.
/// </summary>
/// <param name="category">The type that logs; its last part is written.</param>
/// <param name="file">The log file.</param>
/// <param name="console">Writes to the console, or null in the background.</param>
/// <param name="clock">The time for the file; systemd's journal has its own.</param>
internal sealed class LineLogger(string category, LogFile file, Action<string>? console, TimeProvider clock) : ILogger
{
    private readonly string _room = category[(category.LastIndexOf('.') + 1)..];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string text = Clean($"{_room}: {formatter(state, exception)}{Describe(exception)}");
        file.Append(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Word(logLevel)} {text}\n"));
        console?.Invoke($"<{Priority(logLevel)}>{text}\n");
    }

    private static string Describe(Exception? exception)
    {
        StringBuilder text = new();
        for (; exception is not null; exception = exception.InnerException)
            text.Append(" | ").Append(exception.GetType().Name).Append(' ').Append(exception.StackTrace?.Replace("\n", ";", StringComparison.Ordinal));
        return text.ToString();
    }

    private static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Create(text.Length, text, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '?' : source[i];
        }) : text;

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        _ => "info",
    };

    /// <summary>The priorities of sd-daemon(3), which are syslog's.</summary>
    private static int Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => 2,
        LogLevel.Error => 3,
        LogLevel.Warning => 4,
        _ => 6,
    };
}
