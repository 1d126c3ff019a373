using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Mounts;

/// <summary>Bytes behind a descriptor, at no path, closed when this process becomes another.</summary>
internal sealed unsafe class MemoryFile : IDisposable
{
    /// <summary>Makes one, to be read from its start.</summary>
    /// <exception cref="SecretsException">Failure: there is no memory for it.</exception>
    public MemoryFile(ReadOnlySpan<byte> content)
    {
        // memfd_create, MFD_CLOEXEC.
        fixed (byte* name = "secrets\0"u8)
            Descriptor = (int)Libc.SystemCall(Libc.MemoryFile, (nint)name, 1);
        if (Descriptor < 0)
            throw Failure();
        while (!content.IsEmpty)
        {
            nint count;
            fixed (byte* start = content)
                count = Libc.Write(Descriptor, start, (nuint)content.Length);
            if (count <= 0)
                throw Failure();
            content = content[(int)count..];
        }
        _ = Libc.Seek(Descriptor, 0, 0);
    }

    /// <summary>The descriptor.</summary>
    public int Descriptor { get; }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(Descriptor);

    private static SecretsException Failure() =>
        new(ErrorCode.Failure, $"the run's files cannot be kept in memory: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()).ToLowerInvariant()}");
}
