using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault.Records;

/// <summary>
/// The encrypted part of a project's, an environment's and a secret's record. It is bound to the record's kind and id.
/// <code>
/// 0   8   created, milliseconds since 1970
/// 8   n   name
/// </code>
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record NamedBody(string Name, DateTimeOffset CreatedAt)
{
    /// <summary>Encrypts it for a record.</summary>
    public byte[] Seal(IBodyCipher cipher, RecordKind kind, long id)
    {
        BodyWriter writer = new();
        writer.Time(CreatedAt);
        writer.Text(Name);
        AssociatedData bound = new(stackalloc byte[32]);
        bound.Add((long)kind);
        bound.Add(id);
        return cipher.Seal(writer.Bytes, bound.Bytes);
    }

    /// <summary>Decrypts that of a record.</summary>
    public static NamedBody Open(IBodyCipher cipher, RecordKind kind, long id, byte[] body)
    {
        AssociatedData bound = new(stackalloc byte[32]);
        bound.Add((long)kind);
        bound.Add(id);
        BodyReader reader = new(cipher.Open(body, bound.Bytes));
        DateTimeOffset createdAt = reader.Time();
        string name = reader.Text();
        reader.End();
        return new NamedBody(name, createdAt);
    }
}
