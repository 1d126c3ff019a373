using System.Text;
using System.Text.Json.Serialization;
using Secrets.Shared.Memory;

namespace Secrets.Shared.Contract;

/// <summary>
/// A secret's bytes, in memory that is locked, left out of dumps and never copied by the collector; cleared on Dispose. Never a string.
/// The owner disposes it, and not while somebody uses a span of it.
/// </summary>
public sealed class SecretValue : IDisposable
{
    /// <summary>The longest value, in bytes (1 MiB).</summary>
    public const int MaxLength = 1 << 20;

    private readonly SecretBlock _block;

    /// <summary>Reserves a value of this many zero bytes, to be filled through <see cref="Writable"/>.</summary>
    public SecretValue(int length) => _block = new SecretBlock(length);

    /// <summary>Takes a copy; the caller clears its own.</summary>
    public SecretValue(ReadOnlySpan<byte> bytes)
        : this(bytes.Length) => bytes.CopyTo(Writable);

    /// <summary>Length in bytes.</summary>
    public int Length => _block.Span.Length;

    /// <summary>The bytes, for as long as the value is not disposed.</summary>
    [JsonIgnore]
    public ReadOnlySpan<byte> Span => _block.Span;

    /// <summary>The bytes, to fill a value just reserved.</summary>
    [JsonIgnore]
    public Span<byte> Writable => _block.Span;

    /// <summary>Whether the value can be no environment variable and no C string.</summary>
    public bool HasNul => Span.Contains((byte)0);

    /// <summary>A value of UTF-8 text, for tests and for texts that were no secret before.</summary>
    public static SecretValue FromText(string text)
    {
        SecretValue value = new(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, value.Writable);
        return value;
    }

    /// <summary>Clears the bytes. Safe to call twice.</summary>
    public void Dispose() => _block.Dispose();

    /// <summary>Always <c>(secret)</c>: a value that reaches a log by mistake says nothing.</summary>
    public override string ToString() => "(secret)";
}
