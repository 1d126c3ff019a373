using System.Buffers.Text;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto.Generators;

/// <summary>Textual encoding of keys (RFC 7468): a label between dashes and base64 in lines.</summary>
internal static class Pem
{
    /// <summary>Encodes a public key (SubjectPublicKeyInfo).</summary>
    public static string EncodePublic(ReadOnlySpan<byte> key)
    {
        using SecretValue text = Encode("PUBLIC KEY", key, 64);
        return Encoding.ASCII.GetString(text.Span);
    }

    /// <summary>Encodes a key.</summary>
    /// <param name="label">Such as <c>PRIVATE KEY</c>.</param>
    /// <param name="key">Its bytes.</param>
    /// <param name="width">Characters a line: 64 (RFC 7468), 70 in OpenSSH's own files.</param>
    public static SecretValue Encode(string label, ReadOnlySpan<byte> key, int width)
    {
        using SecretValue flat = new(Base64.GetMaxEncodedToUtf8Length(key.Length));
        Base64.EncodeToUtf8(key, flat.Writable, out _, out _);
        byte[] head = Encoding.ASCII.GetBytes($"-----BEGIN {label}-----\n");
        byte[] foot = Encoding.ASCII.GetBytes($"-----END {label}-----\n");
        int lines = (flat.Length + width - 1) / width;
        SecretValue text = new(head.Length + flat.Length + lines + foot.Length);
        Span<byte> rest = text.Writable;
        head.CopyTo(rest);
        rest = rest[head.Length..];
        for (int start = 0; start < flat.Length; start += width)
        {
            ReadOnlySpan<byte> line = flat.Span[start..Math.Min(start + width, flat.Length)];
            line.CopyTo(rest);
            rest[line.Length] = (byte)'\n';
            rest = rest[(line.Length + 1)..];
        }
        foot.CopyTo(rest);
        return text;
    }
}
