namespace Secrets.Tui.Runs;

/// <summary>Reads a run's log from its beginning and as it grows, across the moments at which a file is put aside.</summary>
/// <param name="folder">The run's folder.</param>
internal sealed class RunLogReader(string folder) : IDisposable
{
    private FileStream? _older;
    private FileStream? _newer;
    private bool _isOpen;

    /// <summary>Reads what comes next.</summary>
    /// <returns>How much; 0 when there is no more for now.</returns>
    public int Read(Span<byte> buffer)
    {
        if (!_isOpen)
            Open();
        if (_older is not null)
        {
            if (_older.Read(buffer) is var count and > 0)
                return count;
            _older.Dispose();
            _older = null;
        }
        while (true)
        {
            if (_newer?.Read(buffer) is { } count and > 0)
                return count;
            if (_newer is not null && _newer.Length < RunLog.Largest)
                return 0;
            FileStream? next = Open(RunLog.Newer(folder));
            // As long as this one: the same file, which is put aside in this moment.
            if (next is null || next.Length >= RunLog.Largest)
            {
                next?.Dispose();
                return 0;
            }
            // What was written between our last look and the moment in which it was put aside.
            if (_newer?.Read(buffer) is { } rest and > 0)
            {
                next.Dispose();
                return rest;
            }
            _newer?.Dispose();
            _newer = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _older?.Dispose();
        _newer?.Dispose();
    }

    /// <summary>Opens both. Where the newer one is put aside between the two, it would be read twice: then once more.</summary>
    private void Open()
    {
        _isOpen = true;
        for (int attempt = 0; attempt < 10; attempt++)
        {
            Dispose();
            _newer = Open(RunLog.Newer(folder));
            _older = Open(RunLog.Older(folder));
            if (_newer is null || _newer.Length < RunLog.Largest)
                return;
        }
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing was printed yet, or the run was forgotten.
            return null;
        }
    }
}
