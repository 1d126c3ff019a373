using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes one YAML mapping of double-quoted scalars; a value that is no UTF-8 text becomes <c>!!binary</c>.</summary>
internal sealed class YamlWriter : ITextWriter
{
    public string? Refusal(string name, ReadOnlySpan<byte> value) => null;

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        foreach ((string name, SecretValue value) in pairs)
        {
            // Quoted: a name such as `on` or `1` would else be another type.
            TextValues.WriteJsonString(Encoding.ASCII.GetBytes(name), output);
            output.Write(": "u8);
            if (TextValues.IsText(value.Span))
            {
                TextValues.WriteJsonString(value.Span, output);
            }
            else
            {
                output.Write("!!binary \""u8);
                JsonWriter.WriteBase64(value.Span, output);
                output.Write("\""u8);
            }
            output.Write("\n"u8);
        }
        if (pairs.Count == 0)
            output.Write("{}\n"u8);
    }
}
