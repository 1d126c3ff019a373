using System.Buffers;
using System.Buffers.Text;
using Secrets.Shared.Contract;
using Secrets.Shared.Forms;

namespace Secrets.Tui.Launch.Masking;

/// <summary>
/// All that is to be hidden of a value: it, its encoded forms, each with the line ends of a terminal and line by line; and the same of
/// what it is the base64 of: that is how binary files are kept, and what the program finds in them.
/// </summary>
internal sealed class MaskForms
{
    /// <summary>A line of a longer value is looked for by itself from this length on, in bytes.</summary>
    private const int ShortestLine = 12;

    private readonly ValueForms _forms;

    /// <param name="output">Takes the forms, one after the other; cleared by its owner.</param>
    /// <param name="add">Is told each.</param>
    public MaskForms(SecretBufferWriter output, Action<MaskPattern> add) =>
        _forms = new ValueForms(output, MaskPatterns.Shortest, (place, folds) =>
        {
            (int start, int length) = place.GetOffsetAndLength(output.Length);
            add(new MaskPattern(start, length, folds));
        });

    /// <summary>Writes all forms of a value. Doubles among them do no harm.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        AddForms(value);
        int most = Base64.GetMaxDecodedFromUtf8Length(value.Length);
        using SecretBufferWriter decoded = new(most);
        if (Base64.DecodeFromUtf8(value, decoded.GetSpan(most), out _, out int length) != OperationStatus.Done || length < MaskPatterns.Shortest)
            return;
        decoded.Advance(length);
        AddForms(decoded.WrittenSpan);
    }

    private void AddForms(ReadOnlySpan<byte> value)
    {
        _forms.Add(value);
        if (value[^1] == (byte)'\n' && value.Length > MaskPatterns.Shortest)
            _forms.Add(value[..^1]);
        if (value.Contains((byte)'\n'))
            AddLines(value);
        _forms.AddEncoded(value);
        AddWrapped(value);
    }

    /// <summary>A terminal makes two bytes of each line end; and a program may print lines one by one, indented or numbered.</summary>
    private void AddLines(ReadOnlySpan<byte> value)
    {
        using SecretBufferWriter typed = new(2 * value.Length);
        foreach (byte one in value)
        {
            if (one == (byte)'\n')
                typed.Write("\r"u8);
            typed.Write([one]);
        }
        _forms.Add(typed.WrittenSpan);
        while (!value.IsEmpty)
        {
            int end = value.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? value : value[..end]).TrimEnd((byte)'\r');
            // The frame of a key in PEM says nothing.
            if (line.Length >= ShortestLine && !line.StartsWith("-----"u8))
                _forms.Add(line);
            value = end < 0 ? default : value[(end + 1)..];
        }
    }

    /// <summary>
    /// A long text alone is written in lines: of 76 characters in MIME and by base64(1), of 64 in PEM. They are found when they follow
    /// each other; this is for those that something stands between, as the time in a log.
    /// </summary>
    private void AddWrapped(ReadOnlySpan<byte> value)
    {
        int most = Base64.GetMaxEncodedToUtf8Length(value.Length);
        using SecretBufferWriter encoded = new(most);
        Base64.EncodeToUtf8(value, encoded.GetSpan(most), out _, out int written);
        encoded.Advance(written);
        ReadOnlySpan<byte> text = encoded.WrittenSpan;
        int whole = 8 * value.Length / 6;
        foreach (int width in (ReadOnlySpan<int>)[76, 64])
        {
            for (int start = 0; text.Length > width && start < whole; start += width)
            {
                // The end of the last line depends on what follows the value.
                ReadOnlySpan<byte> line = text[start..Math.Min(start + width, whole)];
                if (line.Length >= ShortestLine)
                    _forms.Add(line);
            }
        }
    }
}
