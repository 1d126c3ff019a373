using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>
/// A run's own folder in memory: 0700, its files 0400. It goes with this process, whatever that has become by then and however it ends;
/// Dispose is for a run that did not begin.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Action<string> _remove;

    /// <summary>Makes it, and has it guarded before anything is in it.</summary>
    /// <param name="path">A place that is not there yet, in a memory-backed folder, named for this process.</param>
    /// <param name="program">This program's path, for the guardian.</param>
    /// <param name="remove">Removes it.</param>
    /// <exception cref="SecretsException">Failure.</exception>
    public RunFolder(string path, string program, Action<string> remove)
    {
        (Path, _remove) = (path, remove);
        MakeFolder(path);
        Guardian.Start(program, path);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Writes a file, and the folders that it needs.</summary>
    /// <param name="path">Relative, plain.</param>
    /// <param name="content">What it contains.</param>
    /// <exception cref="SecretsException">Failure: the memory is full, or the name too long.</exception>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        string file = System.IO.Path.Combine(Path, path);
        try
        {
            for (int slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
                MakeFolder(System.IO.Path.Combine(Path, path[..slash]));
            using FileStream stream = new(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead,
            });
            stream.Write(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the run's file {Names.Printable(path)} cannot be written", "the place is in memory, which may be full");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _remove(Path);

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path, FolderMode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the run's folder {path} cannot be made");
        }
    }
}
