using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Secrets.Daemon.Vault.Records;

/// <summary>Writes the plaintext of an encrypted record, field by field; integers are little endian, texts UTF-8 and, like other bytes, behind a length of 4 bytes.</summary>
internal sealed class BodyWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(128);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Integer(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Blob(ReadOnlySpan<byte> value)
    {
        Integer(value.Length);
        _buffer.Write(value);
    }

    public void Time(DateTimeOffset value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value.ToUnixTimeMilliseconds());
        _buffer.Advance(8);
    }

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Integer(length);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(Math.Max(1, length))));
    }
}
