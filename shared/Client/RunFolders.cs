using System.Globalization;
using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>
/// The folders with the files of runs, all below one memory-backed folder. Each is named for the process that it belongs to, by its id
/// and the time that it started at, which no later process of that id has: what belongs to no living process can go.
/// </summary>
public static unsafe partial class RunFolders
{
    private const long Tmpfs = 0x01021994;
    private const long Ramfs = 0x858458f6;

    /// <summary>The folder that they lie in, made where it is missing.</summary>
    /// <param name="paths">Where everything lies.</param>
    /// <exception cref="SecretsException">Failure: nothing here is memory-backed, or what is there is not the user's alone.</exception>
    public static string Prepare(SecretsPaths paths)
    {
        foreach (string folder in paths.RunFolders(Libc.EffectiveUser()))
        {
            string parent = Path.GetDirectoryName(folder)!;
            if (parent == paths.Runtime)
                PrivateDirectory.Ensure(parent);
            if (!IsInMemory(parent))
                continue;
            PrivateDirectory.Ensure(folder);
            return folder;
        }
        throw new SecretsException(
            ErrorCode.Failure,
            "there is no memory-backed place for the run's files",
            "XDG_RUNTIME_DIR names one on most systems; /dev/shm is another");
    }

    /// <summary>Removes what a run left behind whose process is gone.</summary>
    /// <param name="paths">Where everything lies.</param>
    public static void Sweep(SecretsPaths paths)
    {
        foreach (string folder in paths.RunFolders(Libc.EffectiveUser()))
        {
            if (FileIdentity.Of(folder) is not { IsDirectory: true } identity || identity.User != Libc.EffectiveUser())
                continue;
            try
            {
                foreach (string run in Directory.GetDirectories(folder))
                {
                    if (!IsAlive(Path.GetFileName(run)))
                        Remove(run);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next one to look may read it.
            }
        }
    }

    /// <summary>The name of a process's folder, or null where there is no such process.</summary>
    public static string? NameOf(int process) =>
        StartOf(process) is { } start ? string.Create(CultureInfo.InvariantCulture, $"{process}-{start}") : null;

    /// <summary>Whether a text is the name of a process's folder.</summary>
    public static bool IsName(string name) =>
        name.IndexOf('-') is > 0 and var dash && dash < name.Length - 1 && !name.AsSpan(0, dash).ContainsAnyExceptInRange('0', '9') && !name.AsSpan(dash + 1).ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the process that a folder is named for still runs. One that waits to be reaped does not.</summary>
    public static bool IsAlive(string name)
    {
        int dash = name.IndexOf('-');
        return dash > 0 && int.TryParse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int process) && NameOf(process) == name;
    }

    /// <summary>Removes a run's folder with all that is in it; follows no link.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else was faster.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The program closed a folder of its own in there, or was writing still: open all of it, and again.
            RemoveStubborn(folder);
        }
    }

    private static void RemoveStubborn(string folder)
    {
        try
        {
            Open(folder);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed stays for the next sweep.
        }
    }

    private static void Open(string folder)
    {
        if (OperatingSystem.IsWindows() || FileIdentity.Of(folder) is not { IsDirectory: true })
            return;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (string inner in Directory.GetDirectories(folder))
            Open(inner);
    }

    /// <summary>When a process started, in ticks since the machine did (proc_pid_stat(5), field 22); null for one that is gone.</summary>
    private static string? StartOf(int process)
    {
        string text;
        try
        {
            text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        // The second field is a name in parentheses, with anything in it.
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : fields[19];
    }

    /// <summary>Whether a folder is on a file system that has no disk below it.</summary>
    private static bool IsInMemory(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        // struct statfs begins with f_type, a word; 120 bytes at most.
        byte* status = stackalloc byte[512];
        return FileSystem(folder, status) == 0 && *(nint*)status is var type && ((uint)type == Tmpfs || (uint)type == Ramfs);
    }

    [LibraryImport("libc", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileSystem(string path, byte* status);
}
