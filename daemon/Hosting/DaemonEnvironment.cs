using System.Collections;

namespace Secrets.Daemon.Hosting;

/// <summary>
/// Which variables the daemon keeps of the environment it was started in. It outlives that shell, so it must not carry along
/// what the shell exports: neither other programs' secrets nor what makes a loader or a runtime run foreign code.
/// </summary>
internal static class DaemonEnvironment
{
    /// <summary>Switches the ordinary runtime's diagnostics off: its socket lets any process of the same user load code into this one.</summary>
    public const string Diagnostics = "DOTNET_EnableDiagnostics";

    private static readonly string[] Kept =
        ["HOME", "USER", "LOGNAME", "SHELL", "PATH", "LANG", "TZ", "TMPDIR", "DBUS_SESSION_BUS_ADDRESS", "SECRETS_HOME"];

    private static readonly string[] KeptPrefixes = ["XDG_", "LC_", "DOTNET_ROOT"];

    private static readonly string[] ForeignCodePrefixes = ["LD_", "DYLD_", "DOTNET_", "COMPlus_", "CORECLR_", "COR_"];

    /// <summary>Whether the environment can put foreign code into a process of the ordinary runtime, or leaves its diagnostics on.</summary>
    public static bool IsUnsafe(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(Diagnostics) != "0" || environment.Keys.Any(LoadsForeignCode);

    /// <summary>The environment that a daemon starts with.</summary>
    /// <param name="environment">The one at hand.</param>
    /// <param name="isNative">Whether the program is compiled ahead of time and knows no diagnostics.</param>
    /// <param name="home">SECRETS_HOME made absolute, or null where it is unset: the daemon's working directory is not the caller's.</param>
    public static Dictionary<string, string> Clean(IReadOnlyDictionary<string, string> environment, bool isNative, string? home)
    {
        Dictionary<string, string> clean = environment.Where(variable => IsKept(variable.Key)).ToDictionary(StringComparer.Ordinal);
        if (!isNative)
            clean[Diagnostics] = "0";
        if (home is not null)
            clean["SECRETS_HOME"] = home;
        return clean;
    }

    /// <summary>The process's own environment.</summary>
    public static Dictionary<string, string> Read() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    private static bool IsKept(string name) => Kept.Contains(name) || StartsWithOne(name, KeptPrefixes);

    private static bool LoadsForeignCode(string name) => name != Diagnostics && StartsWithOne(name, ForeignCodePrefixes) && !IsKept(name);

    private static bool StartsWithOne(string name, string[] prefixes) => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
