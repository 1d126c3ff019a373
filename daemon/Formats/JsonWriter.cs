using System.Buffers.Text;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes one flat JSON object; a value that is no UTF-8 text becomes <c>{"base64": "…"}</c>, so every value can be carried.</summary>
internal sealed class JsonWriter : ITextWriter
{
    public string? Refusal(string name, ReadOnlySpan<byte> value) => null;

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        output.Write("{"u8);
        for (int i = 0; i < pairs.Count; i++)
        {
            output.Write(i == 0 ? "\n  "u8 : ",\n  "u8);
            TextValues.WriteJsonString(Encoding.ASCII.GetBytes(pairs[i].Name), output);
            output.Write(": "u8);
            ReadOnlySpan<byte> value = pairs[i].Value.Span;
            if (TextValues.IsText(value))
            {
                TextValues.WriteJsonString(value, output);
                continue;
            }
            output.Write("{\"base64\": \""u8);
            WriteBase64(value, output);
            output.Write("\"}"u8);
        }
        output.Write(pairs.Count == 0 ? "}\n"u8 : "\n}\n"u8);
    }

    /// <summary>Base64 (RFC 4648, section 4), with padding.</summary>
    internal static void WriteBase64(ReadOnlySpan<byte> value, SecretBufferWriter output)
    {
        Base64.EncodeToUtf8(value, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out int written);
        output.Advance(written);
    }
}
