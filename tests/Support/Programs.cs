namespace Secrets.Tests.Support;

/// <summary>
/// The two programs under test: those in <c>SECRETS_TEST_BIN</c>, where tests/run puts a native build, else the ones that were built
/// beside these tests for the ordinary runtime.
/// </summary>
internal static class Programs
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("SECRETS_TEST_BIN") is { Length: > 0 } value ? Path.GetFullPath(value) : null;

    /// <summary>The directory of both.</summary>
    public static string Directory => Given ?? AppContext.BaseDirectory.TrimEnd('/');

    /// <summary>The client.</summary>
    public static string Secrets => Path.Combine(Directory, "secrets");

    /// <summary>The daemon.</summary>
    public static string Daemon => Path.Combine(Directory, "secretsd");

    /// <summary>Whether they are native, for what only then holds: times and memory.</summary>
    public static bool AreNative => Given is not null && !File.Exists(Path.Combine(Given, "secrets.dll"));
}
