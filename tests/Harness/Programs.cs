namespace Secrets.Tests.Harness;

/// <summary>The programs under test: those that <c>SECRETS_TEST_BIN</c> names (the native ones in tests/run), else those built beside the tests.</summary>
internal static class Programs
{
    private static readonly string Folder = System.Environment.GetEnvironmentVariable("SECRETS_TEST_BIN") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : AppContext.BaseDirectory;

    public static string Secrets { get; } = Path.Combine(Folder, "secrets");

    public static string Daemon { get; } = Path.Combine(Folder, "secretsd");

    /// <summary>Whether they are native, for what only then holds.</summary>
    public static bool AreNative { get; } = !File.Exists(Path.Combine(Folder, "secrets.dll"));

    /// <summary>The runtime that runs the tests, for programs that are not native.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));

    /// <summary>Where an installed tool lies, or null where it is not installed.</summary>
    public static string? Find(string name) => (System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
