using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Checks the paths at which files are mounted.</summary>
internal static class MountPaths
{
    private const int MaxLength = 4095;

    // NAME_MAX counts bytes; a part of more characters has more bytes too.
    private const int MaxPart = 255;

    /// <summary>The path of a file to mount: absolute, plain, and free of ways to leave it again.</summary>
    public static string Require(string path, Position at, ConfigSource source) => path.StartsWith('/') && IsPlain(path)
        ? path
        : throw source.Error(at, $"'{Names.Printable(path)}' is no path to mount a file at", "an absolute path without '.', '..', '//' and control characters");

    /// <summary>Whether a path, absolute or relative, names a file without detours.</summary>
    public static bool IsPlain(string path) =>
        path.Length is > 0 and <= MaxLength
        && !path.Any(char.IsControl)
        && path[(path[0] == '/' ? 1 : 0)..].Split('/').All(part => part is not ("" or "." or "..") && part.Length <= MaxPart);

    /// <summary>
    /// The path of a file to copy. A relative one stays in the configuration's folder: a file from elsewhere may follow it into the run
    /// only where its whole path can be read in the configuration.
    /// </summary>
    public static string RequireLocal(string path, Position at, ConfigSource source)
    {
        if (path.Length == 0 || path.Any(char.IsControl))
            throw source.Error(at, "'local_path' is no path of a file");
        return path.Split('/').Contains("..")
            ? throw source.Error(at, "'local_path' has a '..'", "a path within the configuration's folder, or an absolute one")
            : path;
    }

    /// <summary>Whether two files are at one path, or one where the other needs a folder.</summary>
    public static bool Collide(string path, string other) =>
        path == other || path.StartsWith(other + "/", StringComparison.Ordinal) || other.StartsWith(path + "/", StringComparison.Ordinal);

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
