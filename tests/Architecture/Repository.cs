namespace Secrets.Tests.Architecture;

/// <summary>The files of the source tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "out", "node_modules", "TestResults", ".git", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file but what a build or an editor makes, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> Files() => Under(Root).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Under(string directory) => Directory.EnumerateFiles(directory)
        .Where(file => Path.GetFileName(file) != ".git")
        .Concat(Directory.EnumerateDirectories(directory)
            .Where(sub => !Generated.Contains(Path.GetFileName(sub), StringComparer.Ordinal))
            .SelectMany(Under));

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Secrets.sln")))
            directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("the tests were built outside of the source tree");
    }
}
