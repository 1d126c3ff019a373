using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Records;

/// <summary>
/// The encrypted part of a version's record: what describes the secret as of this version. It belongs to the version, so that staging,
/// undoing and rolling back move value and description together, and an old write-only value stays write-only.
/// <code>
/// 0   1   flags: 1 write-only, 2 description, 4 expiry, 8 edited, 16 template
///     8   expiry, milliseconds since 1970, where there is one
///     n   description, where there is one
///     8   when any of this was last changed after the version was written, milliseconds since 1970, where it was
///     4   number of tags, then each
///     4   number of secrets that a template refers to, then each; where it is one
/// </code>
/// </summary>
/// <param name="Description">Free text, or null.</param>
/// <param name="Tags">Free words.</param>
/// <param name="WriteOnly">Whether only a run may use the value.</param>
/// <param name="ExpiresAt">When it is due, or null.</param>
internal sealed record VersionBody(string? Description, IReadOnlyList<string> Tags, bool WriteOnly, DateTimeOffset? ExpiresAt)
{
    private const byte WriteOnlyFlag = 1;
    private const byte DescriptionFlag = 2;
    private const byte ExpiryFlag = 4;
    private const byte EditedFlag = 8;
    private const byte TemplateFlag = 16;

    /// <summary>When it was last changed after the version was written, or null.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>
    /// The secrets that the value refers to, where it is a template; else null. Kept here, so that what a run needs is known, and a
    /// change of it noticed, without opening the value.
    /// </summary>
    public IReadOnlyList<string>? References { get; init; }

    /// <summary>A version that nothing is said about.</summary>
    public static VersionBody Empty { get; } = new(null, [], false, null);

    /// <summary>What a version written over this one says: a null field keeps what is there, and an empty one takes it away.</summary>
    /// <param name="entry">What is to be said.</param>
    /// <param name="value">The new value; null where it stays.</param>
    /// <exception cref="SecretsException">Invalid: a template's value has a reference that means nothing.</exception>
    public VersionBody With(SetEntry entry, SecretValue? value = null) => new(
        entry.Description switch { null => Description, "" => null, { } text => text },
        entry.Tags ?? Tags,
        entry.WriteOnly ?? WriteOnly,
        entry.NeverExpires ? null : entry.ExpiresAt ?? ExpiresAt)
    {
        References = !(entry.Template ?? References is not null) ? null
            : value is null ? References
            : TemplateText.References(entry.Name, value.Span),
    };

    /// <summary>Encrypts it for a version's record.</summary>
    public byte[] Seal(IBodyCipher cipher, long versionId)
    {
        AssociatedData bound = new(stackalloc byte[32]);
        bound.Add((long)RecordKind.Version);
        bound.Add(versionId);
        return cipher.Seal(ToBytes(), bound.Bytes);
    }

    /// <summary>Its plaintext, in the form above.</summary>
    public byte[] ToBytes()
    {
        BodyWriter writer = new();
        writer.Byte((byte)((WriteOnly ? WriteOnlyFlag : 0) | (Description is null ? 0 : DescriptionFlag) | (ExpiresAt is null ? 0 : ExpiryFlag) | (EditedAt is null ? 0 : EditedFlag) | (References is null ? 0 : TemplateFlag)));
        if (ExpiresAt is { } due)
            writer.Time(due);
        if (Description is not null)
            writer.Text(Description);
        if (EditedAt is { } edited)
            writer.Time(edited);
        writer.Integer(Tags.Count);
        foreach (string tag in Tags)
            writer.Text(tag);
        if (References is not null)
        {
            writer.Integer(References.Count);
            foreach (string name in References)
                writer.Text(name);
        }
        return writer.Bytes.ToArray();
    }

    /// <summary>Decrypts that of a version's record.</summary>
    public static VersionBody Open(IBodyCipher cipher, VersionRecord version)
    {
        AssociatedData bound = new(stackalloc byte[32]);
        bound.Add((long)RecordKind.Version);
        bound.Add(version.Id);
        return FromBytes(cipher.Open(version.Body, bound.Bytes));
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static VersionBody FromBytes(ReadOnlySpan<byte> bytes)
    {
        BodyReader reader = new(bytes);
        byte flags = reader.Byte();
        DateTimeOffset? due = (flags & ExpiryFlag) != 0 ? reader.Time() : null;
        string? description = (flags & DescriptionFlag) != 0 ? reader.Text() : null;
        DateTimeOffset? edited = (flags & EditedFlag) != 0 ? reader.Time() : null;
        List<string> tags = [];
        for (int count = reader.Integer(); count > 0; count--)
            tags.Add(reader.Text());
        List<string>? references = (flags & TemplateFlag) != 0 ? [] : null;
        for (int count = references is null ? 0 : reader.Integer(); count > 0; count--)
            references!.Add(reader.Text());
        reader.End();
        return new VersionBody(description, tags, (flags & WriteOnlyFlag) != 0, due) { EditedAt = edited, References = references };
    }
}
