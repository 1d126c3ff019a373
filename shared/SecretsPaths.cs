using System.Text;

namespace Secrets.Shared;

/// <summary>
/// Where everything lies. <c>SECRETS_HOME</c> moves all of it under one directory; otherwise the XDG base directories decide
/// (XDG Base Directory Specification 0.8). A relative path in a variable is ignored, as the specification says.
/// </summary>
public sealed class SecretsPaths
{
    private SecretsPaths(string? home, string data, string state, string runtime, string config)
    {
        Home = home;
        Data = data;
        State = state;
        Runtime = runtime;
        Config = config;
    }

    /// <summary>The longest pipe path that the system can bind, in bytes: <c>sun_path</c> less its final NUL.</summary>
    public static int MaxPipePath => OperatingSystem.IsMacOS() ? 103 : 107;

    /// <summary>What <c>SECRETS_HOME</c> says, as an absolute path; null where it says nothing.</summary>
    public string? Home { get; }

    /// <summary>Vault and device key.</summary>
    public string Data { get; }

    /// <summary>Logs.</summary>
    public string State { get; }

    /// <summary>Pipe, lock file and the files of runs; memory-backed where the system offers it.</summary>
    public string Runtime { get; }

    /// <summary>Settings.</summary>
    public string Config { get; }

    /// <summary>The encrypted store.</summary>
    public string Database => Path.Combine(Data, "vault.db");

    /// <summary>The device key, mode 0600.</summary>
    public string DeviceKey => Path.Combine(Data, "device.key");

    /// <summary>The daemon's log.</summary>
    public string Log => Path.Combine(State, "secretsd.log");

    /// <summary>The supervised runs, a folder each.</summary>
    public string Runs => Path.Combine(State, "runs");

    /// <summary>A line that is another one after every change in the vault; shells read it at each prompt.</summary>
    public string Changes => Path.Combine(Runtime, "changes");

    /// <summary>What each <c>secrets.yml</c> may do in a shell, a file each.</summary>
    public string Allowed => Path.Combine(State, "allowed");

    /// <summary>The lock that makes the daemon single.</summary>
    public string LockFile => Path.Combine(Runtime, "lock");

    /// <summary>The pipe: a Unix socket at an absolute path.</summary>
    public string Pipe => Path.Combine(Runtime, "pipe");

    /// <summary>
    /// Where the files of runs can lie, the best first; only a memory-backed place is taken. The second one is for systems whose runtime
    /// directory is on a disk; its name keeps two homes apart.
    /// </summary>
    /// <param name="userId">The caller's uid.</param>
    public IReadOnlyList<string> RunFolders(uint userId) => [Path.Combine(Runtime, "runs"), $"/dev/shm/secrets-{userId}-{Hash(Runtime):x16}"];

    /// <summary>The places that these environment variables ask for.</summary>
    /// <param name="variable">Reads an environment variable, null when unset.</param>
    /// <param name="userId">The caller's uid, for the fallback of a path too long to bind.</param>
    public static SecretsPaths From(Func<string, string?> variable, uint userId)
    {
        SecretsPaths paths = variable("SECRETS_HOME") is { Length: > 0 } home
            ? Under(Path.GetFullPath(home))
            : Standard(variable);
        return Encoding.UTF8.GetByteCount(paths.Pipe) <= MaxPipePath ? paths : paths.WithShortRuntime(userId);
    }

    private static SecretsPaths Under(string home) =>
        new(home, Path.Combine(home, "data"), Path.Combine(home, "state"), Path.Combine(home, "run"), Path.Combine(home, "config"));

    private static SecretsPaths Standard(Func<string, string?> variable)
    {
        string home = Absolute(variable("HOME")) ?? "/";
        string state = Path.Combine(Absolute(variable("XDG_STATE_HOME")) ?? Path.Combine(home, ".local/state"), "secrets");
        return new SecretsPaths(
            null,
            Path.Combine(Absolute(variable("XDG_DATA_HOME")) ?? Path.Combine(home, ".local/share"), "secrets"),
            state,
            Absolute(variable("XDG_RUNTIME_DIR")) is { } runtime ? Path.Combine(runtime, "secrets") : state,
            Path.Combine(Absolute(variable("XDG_CONFIG_HOME")) ?? Path.Combine(home, ".config"), "secrets"));
    }

    private static string? Absolute(string? path) => path is ['/', ..] ? path : null;

    /// <summary>A path too long to bind moves to /tmp, under a name that depends on the long one; the directory's owner and mode are checked like any other's.</summary>
    private SecretsPaths WithShortRuntime(uint userId) =>
        new(Home, Data, State, $"/tmp/secrets-{userId}-{Hash(Runtime):x16}", Config);

    /// <summary>FNV-1a: a name, not a secret; it only has to keep two homes apart, and both sides must compute the same.</summary>
    private static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
