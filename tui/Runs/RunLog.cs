namespace Secrets.Tui.Runs;

/// <summary>What a supervised run printed: a file of a bounded size, and the one before it. Only its owner can read them.</summary>
/// <param name="folder">The run's folder.</param>
internal sealed class RunLog(string folder) : IDisposable
{
    /// <summary>A file of this size is put aside, in bytes; the one that was there before is gone then.</summary>
    public const long Largest = 4 << 20;

    private FileStream? _file;

    /// <summary>The file that is written.</summary>
    public static string Newer(string folder) => Path.Combine(folder, "log");

    /// <summary>The file that was put aside.</summary>
    public static string Older(string folder) => Path.Combine(folder, "log.1");

    /// <summary>Appends.</summary>
    /// <returns>Always true: a run is not stopped because its log cannot be written.</returns>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        try
        {
            _file ??= Open();
            _file.Write(bytes);
            if (_file.Length >= Largest)
            {
                Dispose();
                File.Move(Newer(folder), Older(folder), overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open() => new(Newer(folder), new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        // Whoever follows it reads meanwhile.
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
