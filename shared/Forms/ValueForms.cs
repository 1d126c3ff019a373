using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Forms;

/// <summary>
/// The forms in which programs write a value, besides as it is: in base64 wherever it begins within a longer text, and with the escapes
/// of URLs and of JSON as several writers make them. They are looked for in what a run prints and in what is to be committed.
/// </summary>
/// <param name="output">Takes the forms, one after the other; cleared by its owner.</param>
/// <param name="shortest">What is shorter is no form, in bytes.</param>
/// <param name="add">Is told where each stands in the output, and whether a writer may break the line between any two of its characters. Doubles are told, too.</param>
public sealed class ValueForms(SecretBufferWriter output, int shortest, Action<Range, bool> add)
{
    /// <summary>RFC 3986, 2.3, besides letters and digits.</summary>
    private const string Unreserved = "-._~";

    /// <summary>Writes the encoded forms of a value.</summary>
    public void AddEncoded(ReadOnlySpan<byte> value)
    {
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

    /// <summary>Writes a form of one's own.</summary>
    public void Add(ReadOnlySpan<byte> form, bool folds = false)
    {
        int start = output.Length;
        output.Write(form);
        Added(start, folds);
    }

    private void Added(int start, bool folds = false)
    {
        if (output.Length - start < shortest)
            output.Truncate(start);
        else
            add(start..output.Length, folds);
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
        }
    }

    private void AddBase64(Span<byte> text, int from, int to)
    {
        if (to <= from)
            return;
        ReadOnlySpan<byte> form = text[from..to];
        Add(form, folds: true);
        if (form.IndexOfAny((byte)'+', (byte)'/') < 0 || form.Length < shortest)
            return;
        int start = output.Length;
        Add(form, folds: true);
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
