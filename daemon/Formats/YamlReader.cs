using System.Text;
using Secrets.Daemon.Runs.Configs;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Reads one flat YAML mapping: scalars as they are written, whatever type a schema would give them (<c>yes</c> stays <c>yes</c>),
/// and <c>!!binary</c> as bytes. The library works on strings: an imported YAML text is the one place where values pass through them.
/// </summary>
internal sealed class YamlReader : ITextReader
{
    public void Read(ReadOnlySpan<byte> text, TextPairs into)
    {
        foreach (YamlPair pair in YamlPairs.Read(Encoding.UTF8.GetString(text)))
            into.AddUnique(pair.Name, pair.IsBinary ? Decode(pair) : SecretValue.FromText(pair.Text), pair.Line);
    }

    private static SecretValue Decode(YamlPair pair)
    {
        byte[] bytes = new byte[pair.Text.Length];
        if (!Convert.TryFromBase64String(pair.Text, bytes, out int length))
            throw TextPairs.Fault(pair.Line, $"the !!binary of {Names.Printable(pair.Name)} is not valid base64");
        try
        {
            return new SecretValue(bytes.AsSpan(0, length));
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
