using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Checks the paths at which files are mounted.</summary>
internal static class MountPaths
{
    private const int MaxLength = 4095;

    /// <summary>The path of a file to mount: absolute, plain, and free of ways to leave it again.</summary>
    public static string Require(string path, Position at, ConfigSource source)
    {
        bool isPlain = path is ['/', .., not '/']
            && path.Length <= MaxLength
            && !path.Any(char.IsControl)
            && path[1..].Split('/').All(part => part is not ("" or "." or ".."));
        return isPlain
            ? path
            : throw source.Error(at, $"'{Names.Printable(path)}' is no path to mount a file at", "an absolute path without '.', '..', '//' and control characters");
    }

    /// <summary>Refuses two files at one path, and a file where another needs a folder.</summary>
    public static void RequireDistinct(IReadOnlyList<ConfiguredFile> files, ConfigSource source)
    {
        HashSet<string> paths = [];
        foreach (ConfiguredFile file in files)
        {
            if (!paths.Add(file.Path))
                throw source.Error(file.At, $"a second file at {Names.Printable(file.Path)}");
        }
        foreach (ConfiguredFile file in files)
        {
            for (string? folder = Path.GetDirectoryName(file.Path); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
            {
                if (paths.Contains(folder))
                    throw source.Error(file.At, $"{Names.Printable(folder)} is a file already, so nothing can be below it");
            }
        }
    }
}
