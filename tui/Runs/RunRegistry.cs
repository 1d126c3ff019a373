using System.Globalization;
using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Runs;

/// <summary>
/// The supervised runs, a folder each. A supervisor holds a lock in its folder for as long as it lives, which the kernel takes back however it ends: no process
/// id that was given again, and no file that was left, makes a run look alive.
/// </summary>
/// <param name="paths">Where they lie.</param>
internal sealed class RunRegistry(SecretsPaths paths)
{
    private const string LockName = "lock";
    private const int MostOver = 20;

    /// <summary>The machine's start, which process ids belong to.</summary>
    public static string Boot
    {
        get
        {
            try
            {
                return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return "-";
            }
        }
    }

    /// <summary>All runs, the oldest first. One whose supervisor is gone without a word is lost.</summary>
    public IReadOnlyList<RunRecord> All()
    {
        if (!Directory.Exists(paths.Runs))
            return [];
        List<RunRecord> runs = [];
        foreach (string folder in Directory.EnumerateDirectories(paths.Runs))
        {
            // The lock first: who ends writes its last word before it lets go.
            bool alive = IsAlive(folder);
            if (RunRecord.Read(folder) is { } run)
                runs.Add(alive || RunStatus.IsOver(run.Status) ? run : Lost(run));
        }
        runs.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        return runs;
    }

    /// <summary>The run of this number, or the newest of this name.</summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    public RunRecord Find(string word)
    {
        IReadOnlyList<RunRecord> all = All();
        return (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? all.LastOrDefault(run => run.Id == id) : null)
            ?? all.LastOrDefault(run => run.Name == word)
            ?? throw new SecretsException(ErrorCode.NotFound, $"there is no run '{Names.Printable(word)}'", "secrets ps --all");
    }

    /// <summary>The run of this number.</summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    public RunRecord Find(int id) => All().LastOrDefault(run => run.Id == id) ?? throw new SecretsException(ErrorCode.NotFound, "this run is gone", "secrets ps --all");

    /// <summary>Whether its supervisor lives.</summary>
    public bool IsAlive(RunRecord run) => IsAlive(Folder(run.Id));

    /// <summary>The processes of a run whose supervisor does not live any more: those of its session, and those that write to its log still.</summary>
    public static IReadOnlyList<int> Leftovers(RunRecord run) =>
        run.Boot != Boot ? [] : [.. ProcessStatus.All().Where(process => process.State != 'Z' && IsLeftover(process, run)).Select(static process => process.Id)];

    /// <summary>The name of the program that runs, as the kernel has it: 15 bytes of any kind at most. Null where none does.</summary>
    public static string? ProgramOf(RunRecord run) => run.Process == 0 || run.Boot != Boot ? null : ProcessStatus.NameOf(run.Process);

    /// <summary>The folder of all runs, which is made where it is missing.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be made, or is open to others.</exception>
    public string EnsureFolder()
    {
        PrivateDirectory.Ensure(paths.Runs);
        return paths.Runs;
    }

    /// <summary>The folder of a run.</summary>
    public string Folder(int id) => Path.Combine(paths.Runs, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the folder of a new run, and forgets the oldest of those that are over.</summary>
    /// <param name="name">The name that it wants; taken names get a number, unless they were asked for.</param>
    /// <param name="asked">Whether somebody asked for it.</param>
    /// <exception cref="SecretsException">Conflict: a run of this name runs.</exception>
    public (int Id, string Name) Add(string name, bool asked)
    {
        EnsureFolder();
        IReadOnlyList<RunRecord> all = All();
        HashSet<string> taken = [.. all.Where(static run => !RunStatus.IsOver(run.Status)).Select(static run => run.Name)];
        if (asked && taken.Contains(name))
            throw new SecretsException(ErrorCode.Conflict, $"a run named {name} runs already", $"secrets stop {name}, or another --name");
        string free = name;
        for (int i = 2; taken.Contains(free); i++)
            free = $"{name}-{i.ToString(CultureInfo.InvariantCulture)}";
        foreach (RunRecord old in all.Where(static run => RunStatus.IsOver(run.Status)).SkipLast(MostOver - 1))
            Directory.Delete(Folder(old.Id), recursive: true);
        int id = all.Count == 0 ? 1 : all[^1].Id + 1;
        while (!TryMake(Folder(id)))
            id++;
        return (id, free);
    }

    /// <summary>Takes the lock of a run, for as long as the result lives.</summary>
    public static IDisposable Hold(string folder)
    {
        // Somebody may be looking at it right now.
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static bool TryMake(string folder)
    {
        if (Directory.Exists(folder))
            return false;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return true;
    }

    private static bool IsAlive(string folder)
    {
        try
        {
            using FileStream file = new(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsLeftover(ProcessStatus process, RunRecord run) =>
        // A process of the supervisor's own id would be another's: then the session of this number is, too.
        (process.Session == run.Supervisor && ProcessStatus.Of(run.Supervisor) is not { State: not 'Z' }) || (run.Output is { } output && process.WritesTo(output));

    private static RunRecord Lost(RunRecord run)
    {
        int left = Leftovers(run).Count;
        return run with
        {
            Status = RunStatus.Lost,
            Process = 0,
            Note = left == 0 ? "its supervisor was killed; nothing of it runs" : $"its supervisor was killed; {left} of its processes run; 'secrets stop {run.Id}' ends them",
        };
    }
}
