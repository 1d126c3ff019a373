using Secrets.Tui.Runs;

namespace Secrets.Tui.ViewModels;

/// <summary>A run's log in its folder.</summary>
internal sealed class LocalRunLog(string folder) : IRunLog
{
    private readonly RunLogReader _reader = new(folder);

    /// <inheritdoc/>
    public Task<int> ReadAsync(byte[] buffer) => Task.Run(() =>
    {
        try
        {
            return _reader.Read(buffer);
        }
        catch (IOException)
        {
            // The disk fails; what was read stays.
            return 0;
        }
    });

    /// <inheritdoc/>
    public IDisposable? Watch(Action changed) => FolderWatch.TryStart(folder, writes: true, subfolders: false, changed);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
