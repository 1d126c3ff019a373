using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The value of a secret that is marked as a template: <c>${{ secrets.name }}</c> in it stands for another secret's value, white space
/// inside the braces is free, and <c>$${{</c> is a literal <c>${{</c>. Braces that begin otherwise are text. On bytes, since it is a value.
/// </summary>
internal static class TemplateText
{
    private static ReadOnlySpan<byte> Opening => "${{"u8;

    private static ReadOnlySpan<byte> Closing => "}}"u8;

    private static ReadOnlySpan<byte> Prefix => "secrets."u8;

    /// <summary>The names that a value refers to, each once, sorted.</summary>
    /// <param name="owner">The secret's name, for the error.</param>
    /// <param name="text">Its value.</param>
    /// <exception cref="SecretsException">Invalid: a reference is not closed, or names no secret. The value is not quoted.</exception>
    public static IReadOnlyList<string> References(string owner, ReadOnlySpan<byte> text)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        for (ReadOnlySpan<byte> rest = text; Next(owner, rest, out _, out string? name, out int taken); rest = rest[taken..])
        {
            if (name is not null)
                names.Add(name);
        }
        return [.. names];
    }

    /// <summary>The value with other values in the places of their names.</summary>
    /// <param name="owner">The secret's name, for the error.</param>
    /// <param name="text">Its value.</param>
    /// <param name="values">The values that it refers to.</param>
    /// <returns>For the caller to dispose.</returns>
    /// <exception cref="SecretsException">Invalid: it would be longer than a value may be.</exception>
    public static SecretValue Fill(string owner, ReadOnlySpan<byte> text, IReadOnlyDictionary<string, SecretValue> values)
    {
        long length = 0;
        ReadOnlySpan<byte> rest = text;
        for (; Next(owner, rest, out int literal, out string? name, out int taken); rest = rest[taken..])
            length += literal + (name is null ? Opening.Length : values[name].Length);
        length += rest.Length;
        if (length > SecretValue.MaxLength)
            throw new SecretsException(ErrorCode.Invalid, $"{owner} grows longer than {SecretValue.MaxLength} bytes with the secrets that it refers to");
        SecretValue filled = new((int)length);
        Span<byte> to = filled.Writable;
        for (rest = text; Next(owner, rest, out int literal, out string? name, out int taken); rest = rest[taken..])
        {
            rest[..literal].CopyTo(to);
            to = to[literal..];
            ReadOnlySpan<byte> part = name is null ? Opening : values[name].Span;
            part.CopyTo(to);
            to = to[part.Length..];
        }
        rest.CopyTo(to);
        return filled;
    }

    /// <summary>Finds what comes next: a reference, or an escaped opening (<paramref name="name"/> is null then); false where only text is left.</summary>
    /// <param name="owner">The secret's name, for the error.</param>
    /// <param name="text">What is left of the value.</param>
    /// <param name="literal">So many bytes before it are text.</param>
    /// <param name="name">The name that is referred to.</param>
    /// <param name="taken">The bytes up to its end, those of the text included.</param>
    private static bool Next(string owner, ReadOnlySpan<byte> text, out int literal, out string? name, out int taken)
    {
        name = null;
        for (int from = 0; text[from..].IndexOf(Opening) is >= 0 and int found; from = literal + Opening.Length)
        {
            literal = from + found;
            int inside = literal + Opening.Length;
            taken = inside;
            if (literal > 0 && text[literal - 1] == '$')
            {
                literal--;
                return true;
            }
            if (!text[inside..].TrimStart(" \t\r\n"u8).StartsWith(Prefix))
                continue;
            int length = text[inside..].IndexOf(Closing);
            if (length < 0)
                throw new SecretsException(ErrorCode.Invalid, $"the value of {owner} opens a reference and never closes it", "a literal '${{' is written '$${{'");
            name = Encoding.UTF8.GetString(text.Slice(inside, length).Trim(" \t\r\n"u8)[Prefix.Length..]);
            taken = inside + length + Closing.Length;
            if (!Names.IsName(name))
                throw new SecretsException(ErrorCode.Invalid, $"the value of {owner} has a reference that names no secret", "a reference reads ${{ secrets.name }}");
            return true;
        }
        literal = taken = 0;
        return false;
    }
}
