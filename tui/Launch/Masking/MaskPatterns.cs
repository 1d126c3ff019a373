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

    /// <summary>How a line may break, as far as the first bytes of a pattern reach.</summary>
    private static readonly byte[][] Breaks = ["\n"u8.ToArray(), "\r\n"u8.ToArray(), "\n "u8.ToArray(), "\n  "u8.ToArray(), "\n\t"u8.ToArray(), "\n\t\t"u8.ToArray()];

    private const int PairBytes = (1 << 16) / 8;

    private readonly SecretBufferWriter _bytes;
    private readonly byte[] _first = GC.AllocateArray<byte>(PairBytes, pinned: true);
    private readonly byte[] _next = GC.AllocateArray<byte>(PairBytes, pinned: true);
    /// <summary>Each once, by length.</summary>
    private readonly List<MaskPattern> _patterns = [];

    /// <summary>What the table of keys has: a pattern that may be broken into lines is there under several.</summary>
    private readonly List<(MaskPattern Pattern, int Following)> _entries = [];
    private readonly int[] _heads;
    private readonly int _mask;

    /// <summary>Prepares the forms of these values.</summary>
    /// <param name="values">The run's secrets; copied.</param>
    public MaskPatterns(IReadOnlyList<NamedValue> values)
    {
        _bytes = new SecretBufferWriter(1 << 16);
        List<MaskPattern> found = [];
        MaskForms forms = new(_bytes, found.Add);
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
        while (size < 2 * found.Sum(static pattern => pattern.Folds ? Shortest * Breaks.Length : 1))
            size *= 2;
        _mask = size - 1;
        _heads = new int[size];
        Array.Fill(_heads, -1);
        foreach (MaskPattern pattern in found)
            Put(pattern);
    }

    /// <summary>The names of values that are too short to be masked, or null.</summary>
    public List<string>? TooShort { get; }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => _patterns.Count == 0;

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
    /// <param name="longest">The length of the longest pattern of which all that is there is the beginning, or 0; more than there is.</param>
    public void Match(ReadOnlySpan<byte> text, out int complete, out int longest)
    {
        complete = 0;
        longest = 0;
        if (text.Length < Shortest)
        {
            longest = LongestBeginningWith(text);
            return;
        }
        for (int i = _heads[Slot(text)]; i >= 0; i = _entries[i].Following)
        {
            MaskPattern pattern = _entries[i].Pattern;
            int length = pattern.LengthIn(Bytes(pattern), text);
            if (length < 0)
            {
                longest = Math.Max(longest, LongerThan(text, pattern));
            }
            else if (length > 0)
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
        for (int i = _patterns.Count - 1; i >= 0; i--)
        {
            if (_patterns[i].LengthIn(Bytes(_patterns[i]), text) < 0)
                return LongerThan(text, _patterns[i]);
        }
        return 0;
    }

    /// <summary>A pattern that is broken into lines takes more room than it has bytes.</summary>
    private static int LongerThan(ReadOnlySpan<byte> text, MaskPattern pattern) => Math.Max(text.Length + 1, pattern.Length);

    private ReadOnlySpan<byte> Bytes(MaskPattern pattern) => _bytes.WrittenSpan.Slice(pattern.Start, pattern.Length);

    private void Put(MaskPattern pattern)
    {
        ReadOnlySpan<byte> bytes = Bytes(pattern);
        if (!Put(pattern, bytes))
            return;
        _patterns.Add(pattern);
        if (!pattern.Folds)
            return;
        // It is found by its first four bytes, and the line may break among them.
        Span<byte> key = stackalloc byte[2 * Shortest];
        foreach (byte[] end in Breaks)
        {
            for (int before = 1; before < Shortest; before++)
            {
                bytes[..before].CopyTo(key);
                end.CopyTo(key[before..]);
                bytes[before..Shortest].CopyTo(key[(before + end.Length)..]);
                _ = Put(pattern, key);
            }
        }
    }

    /// <returns>Whether it was not there yet.</returns>
    private bool Put(MaskPattern pattern, ReadOnlySpan<byte> key)
    {
        Set(_first, MemoryMarshal.Read<ushort>(key));
        Set(_next, MemoryMarshal.Read<ushort>(key[2..]));
        int slot = Slot(key);
        for (int i = _heads[slot]; i >= 0; i = _entries[i].Following)
        {
            MaskPattern other = _entries[i].Pattern;
            if (other.Length == pattern.Length && other.Folds == pattern.Folds && Bytes(other).SequenceEqual(Bytes(pattern)))
                return false;
        }
        _entries.Add((pattern, _heads[slot]));
        _heads[slot] = _entries.Count - 1;
        return true;
    }
}
