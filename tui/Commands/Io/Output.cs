using System.Buffers;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>Standard output: data only. Collected and written once, from memory that is cleared, since it may be a secret's value.</summary>
/// <param name="stream">Where it goes.</param>
/// <param name="isTerminal">Whether a person reads it.</param>
/// <param name="width">Columns of that terminal; null where there is no need to cut anything.</param>
internal sealed class Output(Stream stream, Func<bool> isTerminal, Func<int?>? width = null) : IBufferWriter<byte>, IDisposable
{
    private readonly SecretBufferWriter _buffer = new();
    private bool? _isTerminal;

    public bool IsTerminal => _isTerminal ??= isTerminal();

    public int? Width => IsTerminal ? width?.Invoke() : null;

    public void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public void Write(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    public void WriteLine(string line)
    {
        Write(line);
        Write("\n"u8);
    }

    public void Advance(int count) => _buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <summary>Writes all that was collected.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Flush()
    {
        if (_buffer.Length == 0)
            return;
        stream.Write(_buffer.WrittenSpan);
        stream.Flush();
        _buffer.Reset();
    }

    public void Dispose() => _buffer.Dispose();
}
