using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto.Generators;

/// <summary>
/// Makes a fresh value from a recipe such as <c>password:40</c>, inside the daemon, so that nobody sees it on its way into the vault.
/// A number counts characters for a password, random bytes for hex and base64 (as <c>openssl rand</c> has it), bits for RSA.
/// </summary>
internal static class SecretGenerator
{
    /// <summary>What a recipe may be, for messages.</summary>
    public const string Recipes = "password[:40], hex[:32], base64[:32], uuid, rsa[:4096], ed25519, ssh-ed25519";

    private static readonly SearchValues<byte> Marks = SearchValues.Create("-_.,:+=@%^~?*/"u8);

    /// <summary>Makes the value. An RSA key takes seconds.</summary>
    /// <param name="recipe">What to make.</param>
    /// <param name="publicKey">The public half of a key pair, as the programs that take the private one read it; null where there is none.</param>
    /// <exception cref="SecretsException">Invalid: no such recipe, or a size out of its bounds.</exception>
    public static SecretValue Make(string recipe, out string? publicKey)
    {
        publicKey = null;
        int colon = recipe.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? recipe : recipe[..colon];
        string? size = colon < 0 ? null : recipe[(colon + 1)..];
        return kind switch
        {
            "password" => Password(Size(size, 40, 8, 4096, "characters")),
            "hex" => Hex(Size(size, 32, 8, 65_536, "bytes")),
            "base64" => Base64Text(Size(size, 32, 8, 65_536, "bytes")),
            "rsa" => RsaKey.Make(Size(size, 4096, 2048, 8192, "bits"), out publicKey),
            "uuid" when size is null => Uuid(),
            "ed25519" when size is null => Ed25519Key.MakePkcs8(out publicKey),
            "ssh-ed25519" when size is null => Ed25519Key.MakeOpenSsh(out publicKey),
            _ => throw new SecretsException(ErrorCode.Invalid, $"nothing can be generated from '{Names.Printable(recipe)}'", $"one of {Recipes}"),
        };
    }

    private static int Size(string? text, int otherwise, int least, int most, string unit)
    {
        if (text is null)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size >= least && size <= most
            ? size
            : throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(text)}' is no size to generate", $"from {least} to {most} {unit}");
    }

    private static SecretValue Password(int length)
    {
        // No quotes, backslash, dollar, blank, '&', ';' or '<': the password survives being pasted into a shell, a URL's form or a .env file.
        ReadOnlySpan<byte> alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:+=@%^~?*/"u8;
        SecretValue password = new(length);
        Span<byte> characters = password.Writable;
        do
        {
            for (int i = 0; i < length; i++)
                characters[i] = alphabet[RandomBytes.Below(alphabet.Length)];
        }
        while (!HasEveryClass(characters));
        return password;
    }

    /// <summary>Many sites demand one of each; drawing again keeps all passwords that have them equally likely.</summary>
    private static bool HasEveryClass(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)'a', (byte)'z') && text.ContainsAnyInRange((byte)'A', (byte)'Z')
        && text.ContainsAnyInRange((byte)'0', (byte)'9') && text.ContainsAny(Marks);

    private static SecretValue Hex(int length)
    {
        using SecretValue bytes = new(length);
        RandomBytes.Fill(bytes.Writable);
        SecretValue text = new(2 * length);
        WriteHex(bytes.Span, text.Writable);
        return text;
    }

    private static SecretValue Base64Text(int length)
    {
        using SecretValue bytes = new(length);
        RandomBytes.Fill(bytes.Writable);
        SecretValue text = new(Base64.GetMaxEncodedToUtf8Length(length));
        Base64.EncodeToUtf8(bytes.Span, text.Writable, out _, out _);
        return text;
    }

    /// <summary>A random UUID (RFC 9562, section 5.4).</summary>
    private static SecretValue Uuid()
    {
        using SecretValue bytes = new(16);
        Span<byte> b = bytes.Writable;
        RandomBytes.Fill(b);
        b[6] = (byte)((b[6] & 0x0f) | 0x40);
        b[8] = (byte)((b[8] & 0x3f) | 0x80);
        SecretValue text = new(36);
        Span<byte> t = text.Writable;
        WriteHex(b[..4], t);
        WriteHex(b[4..6], t[9..]);
        WriteHex(b[6..8], t[14..]);
        WriteHex(b[8..10], t[19..]);
        WriteHex(b[10..], t[24..]);
        t[8] = t[13] = t[18] = t[23] = (byte)'-';
        return text;
    }

    private static void WriteHex(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = "0123456789abcdef"u8[bytes[i] >> 4];
            text[(2 * i) + 1] = "0123456789abcdef"u8[bytes[i] & 15];
        }
    }
}
