using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The forms in which a value gets into files: as it is, in base64 wherever it begins within a longer text, with the escapes of JSON as
/// several writers make them, and of URLs. Doubles among them do no harm.
/// </summary>
/// <param name="output">Takes the forms, one after the other; cleared by its owner.</param>
internal sealed class ScanForms(SecretBufferWriter output)
{
    /// <summary>The longest value that other forms than its own are made of, in bytes: what is longer is a file, and not written into a line.</summary>
    public const int LongestEscaped = 16 << 10;

    /// <summary>RFC 3986, 2.3, besides letters and digits.</summary>
    private const string Unreserved = "-._~";

    private readonly List<Range> _forms = [];

    /// <summary>Writes all forms of a value.</summary>
    /// <returns>Where each stands in the output.</returns>
    public IReadOnlyList<Range> Write(ReadOnlySpan<byte> value)
    {
        output.Write(value);
        Added(0);
        if (value.Length > LongestEscaped)
            return _forms;
        for (int before = 0; before < 3; before++)
            AddBase64(value, before);
        AddUrl(value, Unreserved, upper: true);
        AddUrl(value, Unreserved, upper: false);
        AddUrl(value, Unreserved, upper: true, plus: true);
        // Python's quote, JavaScript's encodeURIComponent, and forms.
        AddUrl(value, Unreserved + "/", upper: true);
        AddUrl(value, Unreserved + "!'()*", upper: true);
        AddUrl(value, "-._*", upper: true, plus: true);
        // JavaScript and most others; Python; PHP; PHP with slashes; Go; .NET.
        AddJson(value);
        AddJson(value, ascii: true);
        AddJson(value, ascii: true, slash: true);
        AddJson(value, slash: true);
        AddJson(value, units: "<>&");
        AddJson(value, ascii: true, units: "\"&'+<>`", upper: true);
        return _forms;
    }

    private void Added(int start)
    {
        if (output.Length - start >= ValueScan.Shortest)
            _forms.Add(start..output.Length);
        else
            output.Truncate(start);
    }

    /// <summary>The characters that the value's bytes decide alone, with so many bytes before it in a group of three: the same whatever stands around it.</summary>
    private void AddBase64(ReadOnlySpan<byte> value, int before)
    {
        using SecretBufferWriter shifted = new(value.Length + 2);
        shifted.Write("\0\0"u8[..before]);
        shifted.Write(value);
        int most = Base64.GetMaxEncodedToUtf8Length(shifted.Length);
        using SecretBufferWriter text = new(most);
        Base64.EncodeToUtf8(shifted.WrittenSpan, text.GetSpan(most), out _, out int written);
        text.Advance(written);
        Span<byte> own = text.WrittenSpan[(((8 * before) + 5) / 6)..(8 * shifted.Length / 6)];
        int start = output.Length;
        output.Write(own);
        Added(start);
        if (own.IndexOfAny((byte)'+', (byte)'/') < 0)
            return;
        own.Replace((byte)'+', (byte)'-');
        own.Replace((byte)'/', (byte)'_');
        start = output.Length;
        output.Write(own);
        Added(start);
    }

    /// <summary>Percent-encoding (RFC 3986, 2.1). With <paramref name="plus"/> as forms are sent, where a space is a plus.</summary>
    private void AddUrl(ReadOnlySpan<byte> value, string kept, bool upper, bool plus = false)
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
        Added(start);
    }

    /// <summary>RFC 8259, 7: what must be escaped, and what a writer chose to escape besides.</summary>
    private void AddJson(ReadOnlySpan<byte> value, bool ascii = false, bool slash = false, string units = "", bool upper = false)
    {
        int start = output.Length;
        Span<char> pair = stackalloc char[2];
        for (ReadOnlySpan<byte> rest = value; !rest.IsEmpty;)
        {
            bool isRune = Rune.DecodeFromUtf8(rest, out Rune rune, out int length) == OperationStatus.Done;
            if (isRune && (rune.IsAscii ? units.Contains((char)rest[0]) : ascii))
            {
                foreach (char unit in pair[..rune.EncodeToUtf16(pair)])
                    AddUnit(unit, upper);
            }
            else if (Escape(rest[0], slash) is var letter and not 0)
                output.Write([(byte)'\\', letter]);
            else if (rest[0] < 0x20)
                AddUnit(rest[0], upper);
            else
                output.Write(rest[..length]);
            rest = rest[length..];
        }
        Added(start);
    }

    private void AddUnit(int unit, bool upper) =>
        output.Write([(byte)'\\', (byte)'u', Hex(unit >> 12, upper), Hex((unit >> 8) & 15, upper), Hex((unit >> 4) & 15, upper), Hex(unit & 15, upper)]);

    private static byte Escape(byte one, bool slash) => one switch
    {
        (byte)'"' or (byte)'\\' => one,
        (byte)'/' when slash => one,
        (byte)'\n' => (byte)'n',
        (byte)'\r' => (byte)'r',
        (byte)'\t' => (byte)'t',
        (byte)'\b' => (byte)'b',
        (byte)'\f' => (byte)'f',
        _ => 0,
    };

    private static byte Hex(int digit, bool upper) => (byte)(upper ? "0123456789ABCDEF" : "0123456789abcdef")[digit];
}
