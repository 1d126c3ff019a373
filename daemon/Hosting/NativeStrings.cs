using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Secrets.Daemon.Hosting;

/// <summary>A NULL-terminated array of C strings, as execve and posix_spawn take them.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    /// <summary>Copies the texts.</summary>
    public NativeStrings(IReadOnlyList<string> texts)
    {
        _count = texts.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < _count; i++)
            Pointer[i] = Utf8StringMarshaller.ConvertToUnmanaged(texts[i]);
    }

    /// <summary>The array.</summary>
    public byte** Pointer { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _count; i++)
            Utf8StringMarshaller.Free(Pointer[i]);
        NativeMemory.Free(Pointer);
    }
}
