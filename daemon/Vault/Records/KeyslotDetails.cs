using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Records;

/// <summary>
/// The encrypted part of a keyslot's record: nothing here helps to open it. It is bound to the record's id.
/// <code>
/// 0   1   flags: 1 label, 2 last use
///     8   last use, milliseconds since 1970, where there is one
///     n   label, where there is one
/// </code>
/// </summary>
/// <param name="Label">What people call it, or null.</param>
/// <param name="LastUsedAt">When the vault was last unlocked with it, or null.</param>
internal sealed record KeyslotDetails(string? Label, DateTimeOffset? LastUsedAt)
{
    private const byte LabelFlag = 1;
    private const byte LastUseFlag = 2;

    /// <summary>Adds a keyslot that was never used.</summary>
    public static KeyslotRecord Insert(IBodyCipher cipher, WriteTransaction transaction, KeySource source, byte[] slot, string? label, DateTimeOffset now)
    {
        long id = transaction.NewId();
        return transaction.Insert(new KeyslotRecord(id, (int)source, slot, now, new KeyslotDetails(label, null).Seal(cipher, id)));
    }

    /// <summary>Encrypts it for a record.</summary>
    public byte[] Seal(IBodyCipher cipher, long id)
    {
        BodyWriter writer = new();
        writer.Byte((byte)((Label is null ? 0 : LabelFlag) | (LastUsedAt is null ? 0 : LastUseFlag)));
        if (LastUsedAt is { } last)
            writer.Time(last);
        if (Label is not null)
            writer.Text(Label);
        AssociatedData bound = new(stackalloc byte[32]);
        bound.Add((long)RecordKind.Keyslot);
        bound.Add(id);
        return cipher.Seal(writer.Bytes, bound.Bytes);
    }

    /// <summary>Decrypts that of a record.</summary>
    public static KeyslotDetails Open(IBodyCipher cipher, KeyslotRecord record)
    {
        AssociatedData bound = new(stackalloc byte[32]);
        bound.Add((long)RecordKind.Keyslot);
        bound.Add(record.Id);
        BodyReader reader = new(cipher.Open(record.Details, bound.Bytes));
        byte flags = reader.Byte();
        DateTimeOffset? last = (flags & LastUseFlag) != 0 ? reader.Time() : null;
        string? label = (flags & LabelFlag) != 0 ? reader.Text() : null;
        reader.End();
        return new KeyslotDetails(label, last);
    }
}
