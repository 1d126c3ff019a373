using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>
/// What makes the daemon single: an exclusive flock on a file, held for as long as the process lives and never inherited. The kernel
/// lets go of it however the process ends, so it is never stale. The file stays: removing it would let a third process lock a new
/// file while a second still holds the old one. Opened by the system call, because .NET takes a shared flock with every file that it
/// opens: two daemons that start at once would then keep each other from the exclusive one, and a switch of its turns locking off.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    // O_RDWR | O_CLOEXEC
    private const int LinuxFlags = 0x2 | 0x80000;
    private const int DarwinFlags = 0x2 | 0x1000000;

    private readonly SafeFileHandle _file;

    private InstanceLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes the lock. A holder that does not serve is about to end, or to begin: that is waited for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="serves">Whether the holder serves.</param>
    /// <param name="patience">How long one that does not is waited for.</param>
    /// <exception cref="SecretsException">Conflict: another daemon holds it. Failure: the file cannot be opened.</exception>
    public static InstanceLock Take(string path, Func<bool> serves, TimeSpan patience)
    {
        SafeFileHandle file = Open(path);
        long began = Stopwatch.GetTimestamp();
        while (Libc.flock(file, Libc.LockExclusive | Libc.LockNonBlocking) != 0)
        {
            if (serves() || Stopwatch.GetElapsedTime(began) > patience)
            {
                using (file)
                    throw new SecretsException(ErrorCode.Conflict, "another secretsd serves this vault already", Holder(file) is { } pid ? $"it is process {pid}" : null);
            }
            Thread.Sleep(5);
        }
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), 0);
        return new InstanceLock(file);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Open(string path)
    {
        int flags = OperatingSystem.IsLinux() ? LinuxFlags : DarwinFlags;
        SafeFileHandle file = Libc.open(path, flags);
        if (file.IsInvalid && Marshal.GetLastPInvokeError() == Libc.NoEntry)
        {
            Libc.creat(path, 0x180).Dispose();
            file = Libc.open(path, flags);
        }
        return file.IsInvalid
            ? throw new SecretsException(ErrorCode.Failure, $"the lock file {path} cannot be opened", "move away what lies there")
            : file;
    }

    private static int? Holder(SafeFileHandle file)
    {
        Span<byte> text = stackalloc byte[16];
        int length = RandomAccess.Read(file, text, 0);
        return int.TryParse(text[..length], CultureInfo.InvariantCulture, out int pid) ? pid : null;
    }
}
