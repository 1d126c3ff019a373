using System.Text;

namespace Secrets.Tui.Terminal.Input;

/// <summary>What somebody pasted: most likely a secret, so in pinned memory that is cleared on Dispose, and never a string.</summary>
internal sealed class PastedText : IDisposable
{
    private readonly char[] _characters;
    private int _length;

    /// <summary>Takes a copy of the bytes that stood between the marks of a paste; the caller clears its own.</summary>
    /// <remarks>
    /// Terminals send a return for each line end, as if it were typed. A paste in which a line feed arrives comes from one that does
    /// not translate, and is kept as it is.
    /// </remarks>
    public PastedText(ReadOnlySpan<byte> bytes)
    {
        _characters = GC.AllocateUninitializedArray<char>(bytes.Length, pinned: true);
        _length = Encoding.UTF8.GetChars(bytes, _characters);
        if (!bytes.Contains((byte)'\n'))
            _characters.AsSpan(0, _length).Replace('\r', '\n');
    }

    public ReadOnlySpan<char> Span => _characters.AsSpan(0, _length);

    public void Dispose()
    {
        _characters.AsSpan().Clear();
        _length = 0;
    }

    /// <summary>Says nothing of the text.</summary>
    public override string ToString() => "(pasted text)";
}
