using System.Runtime.InteropServices;

namespace Secrets.Tests.Harness;

/// <summary>A null-terminated array of C strings.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    public NativeStrings(IReadOnlyList<byte[]> texts)
    {
        _count = texts.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < _count; i++)
        {
            Pointer[i] = (byte*)NativeMemory.AllocZeroed((nuint)texts[i].Length + 1);
            texts[i].CopyTo(new Span<byte>(Pointer[i], texts[i].Length));
        }
    }

    public byte** Pointer { get; }

    public void Dispose()
    {
        for (int i = 0; i < _count; i++)
            NativeMemory.Free(Pointer[i]);
        NativeMemory.Free(Pointer);
    }
}
