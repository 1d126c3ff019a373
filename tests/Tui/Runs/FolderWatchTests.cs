using Secrets.Tests.EndToEnd;
using Secrets.Tests.Harness;
using Secrets.Tui.Runs;
using Xunit;

namespace Secrets.Tests.Tui.Runs;

/// <summary>What a supervisor does in its run's folder is noticed; what a reader does is not.</summary>
public sealed class FolderWatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sw-").FullName;
    private int _calls;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public void A_new_run_its_record_and_its_lock_are_noticed()
    {
        using IDisposable? watch = FolderWatch.TryStart(_folder, writes: false, subfolders: true, () => Interlocked.Increment(ref _calls));
        string run = Path.Combine(_folder, "1");
        Noticed(() => Directory.CreateDirectory(run));
        // The folder is watched by the time that its coming was told.
        Noticed(() => File.WriteAllText(Path.Combine(run, "record"), "a"));
        FileStream held = new(Path.Combine(run, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Settle();
        Noticed(held.Dispose);
        Noticed(() => Directory.Delete(run, recursive: true));
    }

    [LinuxFact]
    public void Reading_is_not_noticed_and_writing_only_where_it_is_asked_for()
    {
        string run = Path.Combine(_folder, "1");
        Directory.CreateDirectory(run);
        using FileStream log = new(Path.Combine(run, "log"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        int writes = 0;
        using IDisposable? runs = FolderWatch.TryStart(_folder, writes: false, subfolders: true, () => Interlocked.Increment(ref _calls));
        using IDisposable? one = FolderWatch.TryStart(run, writes: true, subfolders: false, () => Interlocked.Increment(ref writes));
        log.Write("some text"u8);
        Bounded.Until(() => Volatile.Read(ref writes) > 0, "the write was noticed");
        Settle();
        int before = writes;
        Assert.Equal(9, File.ReadAllText(Path.Combine(run, "log")).Length);
        using (new FileStream(Path.Combine(run, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            Settle();
        Assert.Equal((0, before), (_calls, writes));
    }

    [LinuxFact]
    public void After_its_end_nothing_is_told()
    {
        IDisposable? watch = FolderWatch.TryStart(_folder, writes: true, subfolders: true, () => Interlocked.Increment(ref _calls));
        watch!.Dispose();
        Settle();
        File.WriteAllText(Path.Combine(_folder, "file"), "a");
        Settle();
        Assert.Equal(0, _calls);
    }

    private void Noticed(Action action)
    {
        Settle();
        int before = Volatile.Read(ref _calls);
        action();
        Bounded.Until(() => Volatile.Read(ref _calls) > before, "it was noticed");
    }

    private static void Settle() => Thread.Sleep(150);
}
