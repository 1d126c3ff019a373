namespace Secrets.Tests.Shared.Client;

/// <summary>Where the example clients of other languages lie: in the source tree, above the tests' own folder.</summary>
internal static class ExampleClients
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Secrets.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("the tests do not run inside the source tree"), "tests/clients");
    }
}
