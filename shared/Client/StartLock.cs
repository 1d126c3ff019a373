using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>Decides which of many clients starts the daemon: the one that holds this lock. It ends with the process at the latest.</summary>
internal sealed class StartLock : IDisposable
{
    private const int ExclusiveNonBlocking = 2 | 4;
    private const uint OwnerReadWrite = 0x180;

    private readonly int _descriptor;

    private StartLock(int descriptor) => _descriptor = descriptor;

    /// <summary>Takes the lock, or returns null where another process holds it.</summary>
    /// <param name="directory">The runtime directory, checked before.</param>
    public static StartLock? TryTake(string directory)
    {
        // FileStream takes a shared lock of its own on opening, which would keep everybody else from taking this one.
        // creat, because open is variadic, and Apple silicon passes variadic arguments in another place.
        int descriptor = Libc.Create(Path.Combine(directory, "start.lock"), OwnerReadWrite);
        if (descriptor < 0)
            throw new SecretsException(
                ErrorCode.Unreachable, $"no lock can be made in {directory}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        _ = Libc.Control(descriptor, Libc.SetCloseOnExec);
        if (Libc.Lock(descriptor, ExclusiveNonBlocking) == 0)
            return new StartLock(descriptor);
        _ = Libc.Close(descriptor);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_descriptor);
}
