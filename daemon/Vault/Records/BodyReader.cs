using System.Buffers.Binary;
using System.Text;
using Secrets.Daemon.Vault.Keys;

namespace Secrets.Daemon.Vault.Records;

/// <summary>Reads what <see cref="BodyWriter"/> wrote; anything else is damage.</summary>
internal ref struct BodyReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public int Integer() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> Blob() => Take(Integer());

    public DateTimeOffset Time()
    {
        long milliseconds = Long();
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw Error();
    }

    public string Text() => Encoding.UTF8.GetString(Take(Integer()));

    /// <summary>Makes sure that nothing is left.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw Error();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
            throw Error();
        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static Exception Error() => Damage.Of("an encrypted record");
}
