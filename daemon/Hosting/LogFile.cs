using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>The log under the state directory, mode 0600. At its limit it becomes <c>.1</c>, in place of an older one, and begins anew.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _limit;
    private FileStream _file;

    /// <summary>Opens the log to append to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Its size in bytes before it is put aside.</param>
    /// <exception cref="SecretsException">Failure: it cannot be opened.</exception>
    public LogFile(string path, long limit = 1 << 20)
    {
        _path = path;
        _limit = limit;
        try
        {
            _file = Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the log {path} cannot be opened", "move away what lies there");
        }
    }

    /// <summary>Appends one line, in one write. A full disk must not stop the daemon from serving, so its error ends here.</summary>
    public void Append(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        lock (_gate)
        {
            try
            {
                if (_file.Length + bytes.Length > _limit)
                    Rotate();
                _file.Write(bytes);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
    }

    private void Rotate()
    {
        File.Move(_path, _path + ".1", overwrite: true);
        FileStream full = _file;
        _file = Open();
        full.Dispose();
    }

    private FileStream Open() => new(_path, new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
