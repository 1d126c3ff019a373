using System.Runtime.CompilerServices;

namespace Secrets.Daemon.Hosting;

/// <summary>How this program is started once more.</summary>
internal static class OwnProgram
{
    /// <summary>Whether it is compiled ahead of time, and so has neither diagnostics nor start-up hooks.</summary>
    public static bool IsNative => !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>The executable.</summary>
    public static string Path => Environment.ProcessPath ?? throw new InvalidOperationException("the program's own path is unknown");

    /// <summary>The release, without what the build appends to it.</summary>
    public static string Version { get; } = typeof(OwnProgram).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>The argument vector that starts it with these arguments; run as <c>dotnet secretsd.dll</c>, it is started so again.</summary>
    public static IReadOnlyList<string> Command(params IEnumerable<string> arguments) =>
        System.IO.Path.GetFileNameWithoutExtension(Path) == "dotnet" ? [Path, Environment.GetCommandLineArgs()[0], .. arguments] : [Path, .. arguments];
}
