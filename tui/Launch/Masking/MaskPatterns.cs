using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Masking;

/// <summary>
/// All that a run's output must not show, ready to be looked for. Every place of the output is first looked up in two bitmaps, of
/// the first and of the next two bytes of every pattern; what passes both is looked up by its first four bytes, and compared.
/// That is one table of 8 KiB for nearly all places, however many patterns there are and however long they are. Dispose clears everything.
/// </summary>
internal sealed class MaskPatterns : IDisposable
{
    /// <summary>Shorter values are not masked, in bytes: hiding every <c>1</c> or <c>yes</c> would hide the output and tell the value.</summary>
    public const int Shortest = 4;

    private const int PairBytes = (1 << 16) / 8;

    private readonly SecretBufferWriter _bytes;
    private readonly byte[] _first = GC.AllocateArray<byte>(PairBytes, pinned: true);
    private readonly byte[] _next = GC.AllocateArray<byte>(PairBytes, pinned: true);
    private readonly (int Start, int Length, int Following)[] _patterns;
    private readonly int[] _heads;
    private readonly int _mask;

    /// <summary>Prepares the forms of these values.</summary>
    /// <param name="values">The run's secrets; copied.</param>
    public MaskPatterns(IReadOnlyList<NamedValue> values)
    {
        _bytes = new SecretBufferWriter(1 << 16);
        List<(int Start, int Length)> found = [];
        int start = 0;
        ValueForms forms = new(_bytes, length =>
        {
            found.Add((start, length));
            start += length;
        });
        foreach (NamedValue value in values)
        {
            if (value.Value.Length >= Shortest)
                forms.Add(value.Value.Span);
            else
                (TooShort ??= []).Add(value.Name);
        }
        // The longest of those with the same beginning comes first in its chain, so it is put in last.
        found.Sort(static (one, other) => one.Length.CompareTo(other.Length));
        int size = 16;
        while (size < 2 * found.Count)
            size *= 2;
        _mask = size - 1;
        _heads = new int[size];
        Array.Fill(_heads, -1);
        _patterns = new (int, int, int)[found.Count];
        for (int i = 0; i < found.Count; i++)
            Put(found[i].Start, found[i].Length);
    }

    /// <summary>The names of values that are too short to be masked, or null.</summary>
    public List<string>? TooShort { get; }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>How many patterns there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first place at or after which a pattern may begin: one where the first four bytes fit, or one of the last three.</summary>
    public int Next(ReadOnlySpan<byte> text, int from)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(text);
        ref byte first = ref MemoryMarshal.GetArrayDataReference(_first);
        ref byte next = ref MemoryMarshal.GetArrayDataReference(_next);
        int last = text.Length - Shortest;
        for (int i = from; i <= last; i++)
        {
            int pair = PairAt(ref bytes, i);
            if ((Unsafe.Add(ref first, pair >> 3) >> (pair & 7) & 1) == 0)
                continue;
            pair = PairAt(ref bytes, i + 2);
            if ((Unsafe.Add(ref next, pair >> 3) >> (pair & 7) & 1) != 0)
                return i;
        }
        return Math.Max(from, last + 1);
    }

    /// <summary>What begins here.</summary>
    /// <param name="text">The text from a place on.</param>
    /// <param name="complete">The length of the longest pattern that stands there, or 0.</param>
    /// <param name="longest">The length of the longest pattern of which all that is there is the beginning, or 0; always more than there is.</param>
    public void Match(ReadOnlySpan<byte> text, out int complete, out int longest)
    {
        complete = 0;
        longest = 0;
        if (text.Length < Shortest)
        {
            longest = LongestBeginningWith(text);
            return;
        }
        for (int i = _heads[Slot(text)]; i >= 0; i = _patterns[i].Following)
        {
            (int start, int length, _) = _patterns[i];
            ReadOnlySpan<byte> pattern = _bytes.WrittenSpan.Slice(start, length);
            if (length > text.Length)
            {
                if (length > longest && pattern.StartsWith(text))
                    longest = length;
            }
            else if (text.StartsWith(pattern))
            {
                // All that follow are shorter.
                complete = length;
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        CryptographicOperations.ZeroMemory(_first);
        CryptographicOperations.ZeroMemory(_next);
    }

    private static int PairAt(ref byte bytes, int place) =>
        Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref bytes, place));

    private static void Set(byte[] bits, int pair) => bits[pair >> 3] |= (byte)(1 << (pair & 7));

    private int Slot(ReadOnlySpan<byte> text) => (int)((MemoryMarshal.Read<uint>(text) * 2654435769u) >> 7) & _mask;

    private int LongestBeginningWith(ReadOnlySpan<byte> text)
    {
        // Sorted by length.
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_bytes.WrittenSpan.Slice(_patterns[i].Start, _patterns[i].Length).StartsWith(text))
                return _patterns[i].Length;
        }
        return 0;
    }

    private void Put(int start, int length)
    {
        ReadOnlySpan<byte> pattern = _bytes.WrittenSpan.Slice(start, length);
        int slot = Slot(pattern);
        for (int i = _heads[slot]; i >= 0; i = _patterns[i].Following)
        {
            if (_patterns[i].Length == length && _bytes.WrittenSpan.Slice(_patterns[i].Start, length).SequenceEqual(pattern))
                return;
        }
        _patterns[Count] = (start, length, _heads[slot]);
        _heads[slot] = Count++;
        Set(_first, MemoryMarshal.Read<ushort>(pattern));
        Set(_next, MemoryMarshal.Read<ushort>(pattern[2..]));
    }
}
