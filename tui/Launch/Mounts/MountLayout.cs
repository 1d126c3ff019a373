using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Mounts;

/// <summary>
/// How a run comes to see files at paths where the machine has none: each folder that gets a new entry is rebuilt in memory with all that
/// the machine has in it, for the run alone, and read-only, so that nothing written there is lost unnoticed. The machine's own folders
/// are not touched; an existing file is never covered.
/// </summary>
internal sealed unsafe class MountLayout
{
    /// <summary>Truss's folder. It belongs to the secrets alone: what a machine has there is hidden from the run.</summary>
    private const string SecretsFolder = "/secrets";

    private const int Writable = 2;

    /// <summary>The kernel's own.</summary>
    private static readonly string[] Untouchable = ["/proc", "/sys", "/dev"];

    /// <summary>Folders of the system, in which nobody keeps what a run writes; root may write to all of them.</summary>
    private static readonly string[] System = ["/", "/etc", "/home", "/mnt", "/opt", "/run", "/srv", "/usr", "/usr/local", "/usr/share", "/var", "/var/lib"];

    private readonly SortedSet<string> _rebuilt = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _made = new(StringComparer.Ordinal);
    private readonly List<string> _targets = [];

    /// <summary>Finds a place for each file.</summary>
    /// <param name="paths">Absolute, plain paths, none below another.</param>
    /// <exception cref="SecretsException">Refused: a file is there already, or something in its way.</exception>
    public MountLayout(IEnumerable<string> paths)
    {
        foreach (string path in paths)
            Place(path);
    }

    /// <summary>Bubblewrap's arguments.</summary>
    /// <param name="firstContent">The descriptor with the first file's content; the others follow it.</param>
    public List<string> Arguments(int firstContent)
    {
        List<string> arguments = [];
        // By their names a folder comes before what is in it.
        if (!_rebuilt.Contains("/"))
            arguments.AddRange(["--dev-bind", "/", "/"]);
        foreach (string folder in _rebuilt)
            Rebuild(folder, arguments);
        foreach (string folder in _made)
            arguments.AddRange(["--perms", "0700", "--dir", folder]);
        for (int i = 0; i < _targets.Count; i++)
            arguments.AddRange(["--perms", "0400", "--ro-bind-data", (firstContent + i).ToString(CultureInfo.InvariantCulture), _targets[i]]);
        foreach (string folder in _rebuilt)
            arguments.AddRange(["--remount-ro", folder]);
        return arguments;
    }

    private void Place(string path)
    {
        string folder = path, rest = "";
        do
        {
            rest = folder[folder.LastIndexOf('/')..] + rest;
            folder = Path.GetDirectoryName(folder)!;
            if (IsThere(folder) && !Directory.Exists(folder))
                throw Refused(path, $"{Names.Printable(folder)} is no folder");
        }
        while (!Directory.Exists(folder));
        folder = RealPath(folder);
        string target = folder == "/" ? rest : folder + rest;
        if (Array.Exists(Untouchable, kernel => IsIn(target, kernel)))
            throw Refused(path, "that folder is the kernel's own");
        if (IsIn(target, SecretsFolder))
        {
            if (!IsThere(SecretsFolder) || Directory.Exists(SecretsFolder))
                folder = Directory.Exists(SecretsFolder) ? SecretsFolder : "/";
            if (new DirectoryInfo(SecretsFolder).LinkTarget is not null)
                throw Refused(path, $"{SecretsFolder} is a link");
        }
        else if (IsThere(target))
        {
            throw Refused(path, "there is such a file on this machine already, and a run does not cover it");
        }
        else if (Array.IndexOf(System, folder) < 0 && Libc.Access(folder, Writable) == 0)
        {
            throw Refused(path, $"{Names.Printable(folder)} is a folder that you write to, and must stay what it is");
        }
        _rebuilt.Add(folder);
        for (int slash = target.IndexOf('/', folder.Length + 1); slash > 0; slash = target.IndexOf('/', slash + 1))
            _made.Add(target[..slash]);
        _targets.Add(target);
    }

    private static void Rebuild(string folder, List<string> arguments)
    {
        // Bubblewrap's root is in memory from the start.
        if (folder == SecretsFolder)
        {
            arguments.AddRange(["--perms", "0700", "--tmpfs", folder]);
            return;
        }
        if (folder != "/")
            arguments.AddRange(["--perms", Convert.ToString((int)File.GetUnixFileMode(folder) & 0x1ff, 8).PadLeft(4, '0'), "--tmpfs", folder]);
        foreach (string entry in Directory.GetFileSystemEntries(folder))
        {
            if (new FileInfo(entry).LinkTarget is { } link)
                arguments.AddRange(["--symlink", link, entry]);
            else
                arguments.AddRange(["--dev-bind-try", entry, entry]);
        }
    }

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>Whether anything has this name, a link to nowhere included.</summary>
    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static string RealPath(string folder)
    {
        byte* buffer = stackalloc byte[4097];
        return Libc.RealPath(folder, buffer) is null
            ? throw new SecretsException(ErrorCode.Failure, $"the folder {Names.Printable(folder)} cannot be read")
            : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer));
    }

    private static SecretsException Refused(string path, string why) =>
        new(ErrorCode.Refused, $"no file can be put at {Names.Printable(path)}: {why}", "another path, or secrets run --file NAME, which puts it in $SECRETS_DIR");
}
