namespace Secrets.Tui.Terminal.Input;

/// <summary>Gathers what stands between the marks of a paste (xterm's mode 2004), in memory that is cleared.</summary>
internal sealed class PasteCollector
{
    /// <summary>Beyond the largest value that can be kept; what follows is dropped, so that a flood cannot fill the memory.</summary>
    private const int MaxLength = 4 * 1024 * 1024;

    private byte[] _bytes = [];
    private int _count;

    public bool IsOpen { get; private set; }

    private static ReadOnlySpan<byte> EndMark => "\e[201~"u8;

    public void Open()
    {
        IsOpen = true;
        _count = 0;
    }

    /// <summary>Takes what belongs to the paste, with its end mark. Returns the bytes used; what may be a part of the mark waits for more.</summary>
    public int Take(ReadOnlySpan<byte> bytes, out bool complete)
    {
        int end = bytes.IndexOf(EndMark);
        complete = end >= 0;
        int text = complete ? end : bytes.Length - PartOfMark(bytes);
        Add(bytes[..text]);
        return complete ? text + EndMark.Length : text;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxLength - _count)];
        if (_bytes.Length - _count < bytes.Length)
        {
            byte[] larger = GC.AllocateArray<byte>(Math.Max(_bytes.Length * 2, _count + bytes.Length), pinned: true);
            _bytes.AsSpan(0, _count).CopyTo(larger);
            _bytes.AsSpan().Clear();
            _bytes = larger;
        }
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    public PastedText Close()
    {
        PastedText text = new(_bytes.AsSpan(0, _count));
        _bytes.AsSpan().Clear();
        _bytes = [];
        _count = 0;
        IsOpen = false;
        return text;
    }

    /// <summary>How many bytes at the end may be the first ones of the mark.</summary>
    private static int PartOfMark(ReadOnlySpan<byte> bytes)
    {
        for (int length = Math.Min(EndMark.Length - 1, bytes.Length); length > 0; length--)
        {
            if (bytes.EndsWith(EndMark[..length]))
                return length;
        }
        return 0;
    }
}
