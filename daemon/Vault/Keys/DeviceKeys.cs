using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// What the daemon can do while it is locked: read and write names, find rows, and vouch for rows. Three keys derived from the device key,
/// none of which opens a value.
/// </summary>
internal sealed class DeviceKeys(ReadOnlySpan<byte> deviceKey) : IRecordAuthenticator, IBodyCipher, IDisposable
{
    /// <summary>Length of a name's hash, in bytes.</summary>
    public const int NameHashLength = 16;

    private readonly LockedMemory _metadata = KeyDerivation.Derive(deviceKey, "metadata");
    private readonly LockedMemory _lookup = KeyDerivation.Derive(deviceKey, "lookup");
    private readonly LockedMemory _tag = KeyDerivation.Derive(deviceKey, "record tag");

    /// <summary>The hash under which a name is found: of the same name in different places it differs.</summary>
    /// <param name="kind">What it names.</param>
    /// <param name="parent">The id of the record it belongs to, or 0.</param>
    /// <param name="name">The name.</param>
    public byte[] NameHash(RecordKind kind, long parent, string name)
    {
        AssociatedData message = new(stackalloc byte[1024]);
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Secrets.Shared.Contract.Names.MaxLength)];
        message.Add((long)kind);
        message.Add(parent);
        message.Add(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
        byte[] hash = new byte[NameHashLength];
        KeyedHash.Compute(message.Bytes, _lookup.Span, hash);
        return hash;
    }

    /// <inheritdoc/>
    public void ComputeTag(ReadOnlySpan<byte> message, Span<byte> tag) => KeyedHash.Compute(message, _tag.Span, tag);

    /// <summary>
    /// <code>
    /// 0   4   header, kind M
    /// 4   24  nonce
    /// 28  n   ciphertext and tag, XChaCha20-Poly1305
    /// </code>
    /// </summary>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        byte[] body = new byte[FormatHeader.Length + Aead.Overhead + plaintext.Length];
        FormatHeader.Write(body, FormatHeader.Metadata);
        Aead.Seal(plaintext, associatedData, _metadata.Span, body.AsSpan(FormatHeader.Length));
        return body;
    }

    /// <inheritdoc/>
    public byte[] Open(ReadOnlySpan<byte> body, ReadOnlySpan<byte> associatedData)
    {
        const string What = "an encrypted record";
        ReadOnlySpan<byte> box = FormatHeader.Read(body, FormatHeader.Metadata, What);
        byte[] plaintext = new byte[Math.Max(0, box.Length - Aead.Overhead)];
        return Aead.Open(box, associatedData, _metadata.Span, plaintext) ? plaintext : throw Damage.Of(What);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metadata.Dispose();
        _lookup.Dispose();
        _tag.Dispose();
    }
}
