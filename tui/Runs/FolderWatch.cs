using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Runs;

/// <summary>
/// Calls when something happens in a folder and in those directly in it. Its thread sleeps without a bound until then. A file that was
/// open for writing counts when it is closed, too: so a lock that a killed process gave up is noticed.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    /// <summary>However much happens, there is one call in so many milliseconds.</summary>
    private const int Gap = 30;

    private const uint InFolder = Inotify.MovedHere | Inotify.Created | Inotify.Deleted | Inotify.OnlyFolder;

    private readonly string _folder;
    private readonly uint _events;
    private readonly bool _hasSubfolders;
    private readonly Action _changed;
    private readonly int _inotify;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;

    private FolderWatch(string folder, bool writes, bool subfolders, Action changed, int inotify)
    {
        _folder = folder;
        _events = InFolder | Inotify.Closed | (writes ? Inotify.Modified : 0);
        _hasSubfolders = subfolders;
        _changed = changed;
        _inotify = inotify;
        (_wakeRead, _wakeWrite) = Descriptors.Pipe();
        AddAll();
        new Thread(Watch, 256 * 1024) { IsBackground = true, Name = "folder watch" }.Start();
    }

    /// <summary>Begins to watch.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="writes">Whether each write into a file counts.</param>
    /// <param name="subfolders">Whether the folders in it are watched, too; also those that come later.</param>
    /// <param name="changed">Called from another thread; returns at once.</param>
    /// <returns>Null where the system offers none; dispose it to end.</returns>
    public static IDisposable? TryStart(string folder, bool writes, bool subfolders, Action changed)
    {
        if (OperatingSystem.IsLinux())
        {
            int inotify = Inotify.Start(Inotify.CloseOnExec);
            return inotify < 0 ? null : new FolderWatch(folder, writes, subfolders, changed, inotify);
        }
        return null;
    }

    /// <summary>Calls no more, after a call that is under way.</summary>
    public void Dispose() => _ = Unix.Close(_wakeWrite);

    private void Watch()
    {
        // Room for many events; what they say does not matter, as everything is looked at anew.
        Span<byte> events = stackalloc byte[16 * 1024];
        while (true)
        {
            (bool happened, bool ended) = Descriptors.WaitForEither(_inotify, _wakeRead, -1);
            if (ended || !happened || Descriptors.Read(_inotify, events) == 0)
                break;
            if (_hasSubfolders)
                AddAll();
            _changed();
            if (Descriptors.WaitForEither(_wakeRead, -1, Gap).First)
                break;
        }
        _ = Unix.Close(_inotify);
        _ = Unix.Close(_wakeRead);
    }

    /// <summary>Adds what is not watched yet; adding something twice changes nothing.</summary>
    private void AddAll()
    {
        _ = Inotify.Add(_inotify, _folder, _hasSubfolders ? InFolder : _events);
        if (!_hasSubfolders)
            return;
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(_folder))
                _ = Inotify.Add(_inotify, folder, _events);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was removed meanwhile; what is left of it tells by itself.
        }
    }
}
