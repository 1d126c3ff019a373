using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch;

/// <summary>C strings, and the array of pointers to them that ends with a null pointer.</summary>
internal sealed unsafe class CStrings : IDisposable
{
    private readonly byte** _pointers;

    /// <summary>Copies the strings into one block.</summary>
    /// <param name="strings">Their bytes, without the final NUL.</param>
    public CStrings(IReadOnlyList<byte[]> strings)
    {
        int table = (strings.Count + 1) * sizeof(byte*);
        int length = table;
        for (int i = 0; i < strings.Count; i++)
            length += strings[i].Length + 1;
        _pointers = (byte**)NativeMemory.Alloc((nuint)length);
        byte* next = (byte*)_pointers + table;
        for (int i = 0; i < strings.Count; i++)
        {
            _pointers[i] = next;
            strings[i].CopyTo(new Span<byte>(next, strings[i].Length));
            next[strings[i].Length] = 0;
            next += strings[i].Length + 1;
        }
        _pointers[strings.Count] = null;
    }

    /// <summary>The array.</summary>
    public byte** Pointer => _pointers;

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(_pointers);
}
