using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Masking;

/// <summary>
/// The forms in which programs print a value: as it is, with the line ends of a terminal, line by line, in base64 wherever it may begin
/// within a longer text and wherever that is broken into lines, and with the escapes of URLs and of JSON. The same of what a value is
/// the base64 of: that is how binary files are kept, and what the program finds in them.
/// </summary>
/// <param name="output">Takes the forms, one after the other; cleared by its owner.</param>
/// <param name="add">Is told each.</param>
internal sealed class ValueForms(SecretBufferWriter output, Action<MaskPattern> add)
{
    /// <summary>RFC 3986, 2.3, besides letters and digits.</summary>
    private const string Unreserved = "-._~";

    /// <summary>A line of a longer value is looked for by itself from this length on, in bytes.</summary>
    private const int ShortestLine = 12;

    /// <summary>Writes all forms of a value. Doubles among them do no harm.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        AddForms(value);
        using SecretBufferWriter decoded = new(Base64.GetMaxDecodedFromUtf8Length(value.Length));
        if (Base64.DecodeFromUtf8(value, decoded.GetSpan(Base64.GetMaxDecodedFromUtf8Length(value.Length)), out _, out int length) != OperationStatus.Done || length < MaskPatterns.Shortest)
            return;
        decoded.Advance(length);
        AddForms(decoded.WrittenSpan);
    }

    private void AddForms(ReadOnlySpan<byte> value)
    {
        Write(value);
        if (value[^1] == (byte)'\n' && value.Length > MaskPatterns.Shortest)
            Write(value[..^1]);
        if (value.Contains((byte)'\n'))
            AddLines(value);
        AddBase64(value);
        AddUrl(value, Unreserved);
        AddUrl(value, Unreserved, upper: false);
        AddUrl(value, Unreserved, plus: true);
        // What keeps more than that: Python's quote, JavaScript's encodeURIComponent and encodeURI, Go's PathEscape; and forms, which keep less.
        AddUrl(value, Unreserved + "/");
        AddUrl(value, Unreserved + "!'()*");
        AddUrl(value, Unreserved + "!'()*;,/?:@&=+$#");
        AddUrl(value, Unreserved + "$&+=:@");
        AddUrl(value, "-._*", plus: true);
        // As JavaScript, PHP, Python, others that print ASCII alone, Go and .NET (its two ways) escape.
        AddJson(value, new(Beyond: int.MaxValue));
        AddJson(value, new(Beyond: 0x80, Also: "/"));
        AddJson(value, new(Beyond: 0x80));
        AddJson(value, new(Beyond: 0x80, Upper: true));
        AddJson(value, new(Beyond: int.MaxValue, Also: "/"));
        AddJson(value, new(Beyond: int.MaxValue, AsUnits: "<>&"));
        AddJson(value, new(Beyond: 0x80, Upper: true, AsUnits: "\"&'+<>`"));
        AddJson(value, new(Beyond: 0x10000, Upper: true));
    }

    private void Write(ReadOnlySpan<byte> form, bool folds = false)
    {
        if (form.Length < MaskPatterns.Shortest)
            return;
        output.Write(form);
        Added(output.Length - form.Length, folds);
    }

    private void Added(int start, bool folds = false) => add(new MaskPattern(start, output.Length - start, folds));

    /// <summary>A terminal makes two bytes of each line end; and a program may print lines one by one, indented or numbered.</summary>
    private void AddLines(ReadOnlySpan<byte> value)
    {
        int start = output.Length;
        foreach (byte one in value)
        {
            if (one == (byte)'\n')
                output.Write("\r"u8);
            output.Write([one]);
        }
        Added(start);
        while (!value.IsEmpty)
        {
            int end = value.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? value : value[..end]).TrimEnd((byte)'\r');
            // The frame of a key in PEM says nothing.
            if (line.Length >= ShortestLine && !line.StartsWith("-----"u8))
                Write(line);
            value = end < 0 ? default : value[(end + 1)..];
        }
    }

    /// <summary>
    /// A value that stands in a longer text falls on one of three places of a group: what its own bytes decide is the same whatever
    /// stands before and after. With nothing after it there is padding, or none.
    /// </summary>
    private void AddBase64(ReadOnlySpan<byte> value)
    {
        using SecretBufferWriter text = new(Base64.GetMaxEncodedToUtf8Length(value.Length + 2));
        using SecretBufferWriter shifted = new(value.Length + 2);
        for (int before = 0; before < 3; before++)
        {
            shifted.Reset();
            shifted.Write("\0\0"u8[..before]);
            shifted.Write(value);
            text.Reset();
            Base64.EncodeToUtf8(shifted.WrittenSpan, text.GetSpan(Base64.GetMaxEncodedToUtf8Length(shifted.Length)), out _, out int written);
            text.Advance(written);
            // The first sextet that is the value's alone, the end of the last one, and the end of what stands there when the text ends with it.
            int from = ((8 * before) + 5) / 6;
            int whole = 8 * (before + value.Length) / 6;
            int last = ((8 * (before + value.Length)) + 5) / 6;
            AddBase64(text.WrittenSpan, from, whole);
            AddBase64(text.WrittenSpan, from, last);
            AddBase64(text.WrittenSpan, from, written);
            if (before == 0)
                AddWrapped(text.WrittenSpan, whole);
        }
    }

    /// <summary>
    /// A long text alone is written in lines: of 76 characters in MIME and by base64(1), of 64 in PEM. They are found when they follow
    /// each other; this is for those that something stands between, as the time in a log.
    /// </summary>
    private void AddWrapped(ReadOnlySpan<byte> text, int whole)
    {
        foreach (int width in (ReadOnlySpan<int>)[76, 64])
        {
            for (int start = 0; text.Length > width && start < whole; start += width)
            {
                // The end of the last line depends on what follows the value.
                ReadOnlySpan<byte> line = text[start..Math.Min(start + width, whole)];
                if (line.Length >= ShortestLine)
                    Write(line);
            }
        }
    }

    private void AddBase64(Span<byte> text, int from, int to)
    {
        if (to <= from)
            return;
        ReadOnlySpan<byte> form = text[from..to];
        Write(form, folds: true);
        if (form.IndexOfAny((byte)'+', (byte)'/') < 0 || form.Length < MaskPatterns.Shortest)
            return;
        int start = output.Length;
        Write(form, folds: true);
        Span<byte> url = output.WrittenSpan[start..];
        url.Replace((byte)'+', (byte)'-');
        url.Replace((byte)'/', (byte)'_');
    }

    /// <summary>Percent-encoding (RFC 3986, 2.1). With <paramref name="plus"/> as forms are sent, where a space is a plus.</summary>
    private void AddUrl(ReadOnlySpan<byte> value, string kept, bool upper = true, bool plus = false)
    {
        int start = output.Length;
        foreach (byte one in value)
        {
            if (char.IsAsciiLetterOrDigit((char)one) || kept.Contains((char)one))
                output.Write([one]);
            else if (plus && one == (byte)' ')
                output.Write("+"u8);
            else
                output.Write([(byte)'%', Hex(one >> 4, upper), Hex(one & 15, upper)]);
        }
        AddUnlessSame(value, start);
    }

    /// <summary>RFC 8259, 7: what must be escaped, and what a writer chose to escape besides.</summary>
    private void AddJson(ReadOnlySpan<byte> value, JsonEscapes escapes)
    {
        int start = output.Length;
        ReadOnlySpan<byte> rest = value;
        while (!rest.IsEmpty)
        {
            bool isRune = Rune.DecodeFromUtf8(rest, out Rune rune, out int length) == OperationStatus.Done;
            char one = (char)rest[0];
            if (isRune && (rune.Value >= escapes.Beyond || rune.Value < 0x80 && escapes.AsUnits.Contains(one)))
                AddRune(rune, escapes.Upper);
            else if (Escape(rest[0]) is var letter and not 0)
                output.Write([(byte)'\\', letter]);
            else if (escapes.Also.Contains(one))
                output.Write([(byte)'\\', rest[0]]);
            else if (one < 0x20)
                AddUnit(one, escapes.Upper);
            else
                output.Write(rest[..length]);
            rest = rest[length..];
        }
        AddUnlessSame(value, start);
    }

    private void AddRune(Rune rune, bool upper)
    {
        Span<char> units = stackalloc char[2];
        foreach (char unit in units[..rune.EncodeToUtf16(units)])
            AddUnit(unit, upper);
    }

    private void AddUnit(int unit, bool upper) =>
        output.Write([(byte)'\\', (byte)'u', Hex(unit >> 12, upper), Hex((unit >> 8) & 15, upper), Hex((unit >> 4) & 15, upper), Hex(unit & 15, upper)]);

    private void AddUnlessSame(ReadOnlySpan<byte> value, int start)
    {
        if (output.WrittenSpan[start..].SequenceEqual(value))
            output.Truncate(start);
        else
            Added(start);
    }

    private static byte Escape(byte one) => one switch
    {
        (byte)'"' => (byte)'"',
        (byte)'\\' => (byte)'\\',
        (byte)'\n' => (byte)'n',
        (byte)'\r' => (byte)'r',
        (byte)'\t' => (byte)'t',
        (byte)'\b' => (byte)'b',
        (byte)'\f' => (byte)'f',
        _ => 0,
    };

    private static byte Hex(int digit, bool upper) => (byte)(upper ? "0123456789ABCDEF" : "0123456789abcdef")[digit];

    /// <param name="Beyond">Escaped from this code point on.</param>
    /// <param name="Upper">With capital letters in hexadecimal numbers.</param>
    /// <param name="Also">Get a backslash, too.</param>
    /// <param name="AsUnits">Are written as numbers, too.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct JsonEscapes(int Beyond, bool Upper = false, string Also = "", string AsUnits = "");
}
