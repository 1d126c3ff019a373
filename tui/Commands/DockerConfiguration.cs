using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Docker's <c>config.json</c> with one login: <c>auths</c>, by registry, with the base64 of <c>user:password</c>.</summary>
internal static class DockerConfiguration
{
    /// <summary>Writes it.</summary>
    public static void Write(SecretBufferWriter output, RegistryLogin login)
    {
        using SecretBufferWriter plain = new();
        plain.Write(login.Username.Span);
        plain.Write(":"u8);
        plain.Write(login.Password.Span);
        // Only the registry's name may need escaping; base64 does not.
        output.Write("{\"auths\":{\""u8);
        output.Write(JsonEncodedText.Encode(login.Registry).EncodedUtf8Bytes);
        output.Write("\":{\"auth\":\""u8);
        Span<byte> place = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(plain.Length));
        if (Base64.EncodeToUtf8(plain.WrittenSpan, place, out _, out int written) != OperationStatus.Done)
            throw new SecretsException(ErrorCode.Invalid, "the login is too long");
        output.Advance(written);
        output.Write("\"}}}"u8);
    }
}
