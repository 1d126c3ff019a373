using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary>
/// A directory of mode 0700 in memory for one value while it is edited. A helper waits for our end, however it comes, and removes it with
/// all that an editor may have left in it; what a lost helper left is removed by the next edit. An editor renames files and writes others
/// beside them, so that no single open file (memfd) would do.
/// </summary>
internal sealed unsafe class EditPlace : IDisposable
{
    private const string Prefix = "secrets-edit.";
    private const uint OwnerOnly = 0x1c0; // 0700
    private const uint MemoryFiles = 0x01021994; // TMPFS_MAGIC of statfs(2)
    private const uint OldMemoryFiles = 0x858458f6; // RAMFS_MAGIC

    private readonly RunPlan _plan;
    private readonly Sweeper _sweeper;

    /// <summary>Makes it.</summary>
    /// <param name="places">Where it may lie; the first one in memory is taken.</param>
    /// <exception cref="SecretsException">Refused: none of them is in memory; Failure.</exception>
    public EditPlace(IReadOnlyList<string?> places)
    {
        string parent = Parent(places);
        RemoveOld(parent);
        // The name holds our pid, by which the next one sees whether we still are there.
        byte* random = stackalloc byte[8];
        _ = Posix.GetEntropy(random, 8);
        Folder = Path.Combine(parent, $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.{*(ulong*)random:x16}");
        _plan = new RunPlan([new NamedValue("TMPDIR", SecretValue.FromText(Folder))]);
        ChildEnvironment = new ChildEnvironment(Launch.Libc.Environment(), _plan, EnvironmentRules.Default);
        _sweeper = new Sweeper("rm -rf \"$1\"", [Folder], ChildEnvironment);
        if (Posix.MakeDirectory(Folder, OwnerOnly) == 0)
            return;
        Dispose();
        throw new SecretsException(ErrorCode.Failure, $"no directory can be made in {parent}");
    }

    /// <summary>The directory.</summary>
    public string Folder { get; }

    /// <summary>The caller's environment, with the directory as the one for temporary files.</summary>
    public ChildEnvironment ChildEnvironment { get; }

    /// <summary>Removes it, and waits until it is gone.</summary>
    public void Dispose()
    {
        _sweeper.Dispose();
        ChildEnvironment.Dispose();
        _plan.Dispose();
    }

    private static string Parent(IReadOnlyList<string?> places)
    {
        foreach (string? place in places)
        {
            if (place is ['/', ..] && OperatingSystem.IsLinux() && IsInMemory(place))
                return place;
        }
        throw new SecretsException(
            ErrorCode.Refused,
            "there is no place in memory for an editor's file, and a value is not written to a disk",
            "set XDG_RUNTIME_DIR to a directory on tmpfs, or change the value with 'secrets set NAME'");
    }

    private static bool IsInMemory(string place)
    {
        nint* status = stackalloc nint[64];
        if (Posix.FileSystem(place, status) != 0)
            return false;
        // The field has 32 bits that matter, with or without a sign.
        return unchecked((uint)*status) is MemoryFiles or OldMemoryFiles;
    }

    private static void RemoveOld(string parent)
    {
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(parent, $"{Prefix}*"))
            {
                ReadOnlySpan<char> rest = Path.GetFileName(folder.AsSpan())[Prefix.Length..];
                int end = rest.IndexOf('.');
                // Others' directories cannot be removed and are not ours to mind.
                if (end > 0 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && Posix.Kill(pid, 0) != 0)
                    Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another edit's helper may remove the same at this moment.
        }
    }
}
