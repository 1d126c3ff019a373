using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Children;

/// <summary>
/// What a child is to become, on its way through a pipe to the process that becomes it: no value is in anybody's arguments, or in the
/// environment of a process of ours. Dispose clears it.
/// </summary>
/// <remarks>
/// A header of 24 bytes: the body's length, <see cref="ChildFlags"/>, the ignored signals (8 bytes, one bit each), the parent's id,
/// zero. The body: the numbers of arguments, of variables and of files, and zero, 4 bytes each; then C strings: the folder, the arguments,
/// the variables; then each file: its length in 8 bytes, its path as a C string, its bytes.
/// </remarks>
internal sealed unsafe class ChildOrder : IDisposable
{
    /// <summary>The header's length, in bytes.</summary>
    public const int Header = 24;

    private readonly SecretBufferWriter _body = new();
    private readonly ChildFlags _flags;
    private readonly ulong _ignored;

    /// <summary>Writes it down.</summary>
    /// <param name="arguments">The argument vector; the first one names the program.</param>
    /// <param name="folder">Where it starts, or null to stay.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="files">The files at paths of their own, with their contents, or null.</param>
    /// <param name="flags">How it lives beside us.</param>
    /// <param name="ignored">The signals that it ignores from the start, a bit each.</param>
    public ChildOrder(IReadOnlyList<byte[]> arguments, string? folder, ChildEnvironment environment, IReadOnlyList<RunFile>? files, ChildFlags flags, ulong ignored)
    {
        (_flags, _ignored) = (flags, ignored);
        int variables = 0;
        while (environment.Pointer[variables] != null)
            variables++;
        Span<byte> counts = stackalloc byte[16];
        counts.Clear();
        MemoryMarshal.Write(counts, arguments.Count);
        MemoryMarshal.Write(counts[4..], variables);
        MemoryMarshal.Write(counts[8..], files?.Count ?? 0);
        _body.Write(counts);
        Add(Encoding.UTF8.GetBytes(folder ?? ""));
        for (int i = 0; i < arguments.Count; i++)
            Add(arguments[i]);
        for (int i = 0; i < variables; i++)
            Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(environment.Pointer[i]));
        foreach (RunFile file in files ?? [])
        {
            _body.Write(BitConverter.GetBytes((long)file.Content!.Length));
            Add(Encoding.UTF8.GetBytes(file.Path));
            _body.Write(file.Content.Span);
        }
    }

    /// <summary>Sends it.</summary>
    /// <param name="descriptor">The pipe.</param>
    /// <param name="parent">The process whose child will read it.</param>
    public void SendTo(int descriptor, int parent)
    {
        Span<byte> header = stackalloc byte[Header];
        header.Clear();
        MemoryMarshal.Write(header, _body.Length);
        MemoryMarshal.Write(header[4..], (int)_flags);
        MemoryMarshal.Write(header[8..], _ignored);
        MemoryMarshal.Write(header[16..], parent);
        // Where it cannot be written, the child's end says why.
        if (Descriptors.Write(descriptor, header))
            Descriptors.Write(descriptor, _body.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _body.Dispose();

    private void Add(ReadOnlySpan<byte> text)
    {
        _body.Write(text);
        _body.Write("\0"u8);
    }
}
