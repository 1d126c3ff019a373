using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Secrets.Daemon.Vault;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// A line in a file, <c>START-COUNT</c>, that is another one after every change and every lock or unlock. A shell that reads it at each
/// prompt, which takes it no process and no connection, sees whether it has to ask. It tells that something happened, never what.
/// </summary>
/// <param name="paths">Where the file lies.</param>
/// <param name="clock">The start's time keeps two daemons apart.</param>
internal sealed class ChangeStamp(SecretsPaths paths, TimeProvider clock) : IVaultObserver, IDisposable
{
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetUtcNow().ToUnixTimeMilliseconds();
    private SafeFileHandle? _file;
    private uint _count;

    /// <inheritdoc/>
    public void Changed(ChangeNotice notice) => Next();

    /// <inheritdoc/>
    public void LockChanged(LockNotice notice) => Next();

    /// <inheritdoc/>
    public void Audited(AuditNotice notice)
    {
        // An access changes nothing that a shell has loaded.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _file?.Dispose();
    }

    private void Next()
    {
        lock (_gate)
        {
            try
            {
                // Every line has the same length, so that one write replaces it whole.
                string line = string.Create(CultureInfo.InvariantCulture, $"{_start:x12}-{++_count:x8}\n");
                _file ??= File.OpenHandle(paths.Changes, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
                RandomAccess.Write(_file, Encoding.ASCII.GetBytes(line), 0);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // A full disk: the shells see the change when they enter a folder next.
            }
        }
    }
}
