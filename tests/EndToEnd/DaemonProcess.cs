using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;

namespace Secrets.Tests.EndToEnd;

/// <summary>A real <c>secretsd</c> in the foreground. Stopped at the end, killed where it does not stop.</summary>
internal sealed class DaemonProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SecretsHome _home;
    private readonly Process _process;
    private readonly StringBuilder _error = new();

    private DaemonProcess(SecretsHome home, IEnumerable<string> command, IReadOnlyDictionary<string, string>? more)
    {
        _home = home;
        string[] words = [.. command];
        ProcessStartInfo start = new(words[0], words[1..]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment.Clear();
        foreach ((string name, string value) in home.NamedVariables().Concat(more ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
                _error.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    public int Pid => _process.Id;

    public string Pipe => PipeOf(_home);

    public string Log => File.ReadAllText(_home.Folder + "/state/secretsd.log");

    public string Error
    {
        get
        {
            lock (_error)
                return _error.ToString();
        }
    }

    public static string PipeOf(SecretsHome home) => home.Folder + "/run/pipe";

    /// <summary>Starts a daemon and waits until it serves.</summary>
    public static async Task<DaemonProcess> StartAsync(SecretsHome home, IReadOnlyDictionary<string, string>? more = null, params string[] wrapper)
    {
        DaemonProcess daemon = Launch(home, more, wrapper);
        try
        {
            await Eventually.TrueAsync(() => daemon._process.HasExited || daemon.Error.Contains("serving", StringComparison.Ordinal));
            return daemon._process.HasExited ? throw new InvalidOperationException($"it ended with {daemon._process.ExitCode}: {daemon.Error}") : daemon;
        }
        catch
        {
            daemon.Dispose();
            throw;
        }
    }

    /// <summary>Starts a daemon that may not come to serve.</summary>
    public static DaemonProcess Launch(SecretsHome home, IReadOnlyDictionary<string, string>? more = null, params string[] wrapper) =>
        new(home, [.. wrapper, Programs.Daemon], more);

    public RawClient Connect() => new(Pipe);

    public async Task<JsonNode> CallAsync(string method, string parameters)
    {
        using RawClient client = Connect();
        return await client.CallAsync(method, parameters);
    }

    public void Signal(string name) => Process.Start("kill", [$"-{name}", Pid.ToString(CultureInfo.InvariantCulture)]).WaitForExit(Patience);

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>A line of <c>/proc/PID/status</c>, in its own unit.</summary>
    public long Status(string field) => long.Parse(
        File.ReadLines($"/proc/{Pid}/status").First(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signal("TERM");
            if (!_process.WaitForExit(Patience))
                _process.Kill();
            _process.WaitForExit(Patience);
        }
        _process.Dispose();
    }
}
