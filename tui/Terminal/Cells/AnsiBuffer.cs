using System.Buffers.Text;
using System.Text;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>Bytes on their way to the terminal, in one pinned array that is cleared after each use: a revealed value was among them.</summary>
internal sealed class AnsiBuffer
{
    private byte[] _bytes = GC.AllocateArray<byte>(16 * 1024, pinned: true);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        _bytes.AsSpan(0, Length).Clear();
        Length = 0;
    }

    public AnsiBuffer Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Space(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    public AnsiBuffer Add(string text)
    {
        Length += Encoding.UTF8.GetBytes(text, Space(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    public AnsiBuffer Add(int number)
    {
        Utf8Formatter.TryFormat(number, Space(11), out int written);
        Length += written;
        return this;
    }

    private Span<byte> Space(int count)
    {
        if (_bytes.Length - Length < count)
        {
            byte[] larger = GC.AllocateArray<byte>(Math.Max(_bytes.Length * 2, Length + count), pinned: true);
            Written.CopyTo(larger);
            _bytes.AsSpan().Clear();
            _bytes = larger;
        }
        return _bytes.AsSpan(Length);
    }
}
