using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Reads <c>.env</c> files: <c>NAME=value</c>, <c>export NAME=value</c>, <c>NAME: value</c>; bare, single-, double- or backtick-quoted values,
/// quoted ones over several lines; comments. Without <paramref name="expand"/> a <c>$</c> is a character like any other;
/// with it, <c>$NAME</c> and <c>${NAME}</c> stand for earlier values of the same file, as Docker Compose has it.
/// </summary>
/// <remarks>
/// The dialects differ over a <c>#</c> inside a bare word (a comment for some, a character for most): here it begins a comment
/// only after white space, because the other reading would cut a password without a word. README.md beside this file lists the differences.
/// </remarks>
internal sealed class DotenvReader(bool expand) : ITextReader
{
    private static readonly Func<byte, bool> IsNameByte = b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'-';

    public void Read(ReadOnlySpan<byte> text, TextPairs into)
    {
        LineCursor cursor = new(text);
        for (cursor.SkipSpace(); !cursor.AtEnd; cursor.SkipSpace())
        {
            if (cursor.Current == '#')
            {
                cursor.SkipLine();
                continue;
            }
            int line = cursor.Line;
            string name = ReadName(ref cursor);
            into.Add(name, ReadValue(ref cursor, name, into), line);
        }
    }

    private static string ReadName(ref LineCursor cursor)
    {
        if (cursor.TryTake("export "u8) || cursor.TryTake("export\t"u8))
            cursor.SkipBlanks();
        string name = Encoding.ASCII.GetString(cursor.TakeWhile(IsNameByte));
        cursor.SkipBlanks();
        if (name.Length == 0)
            throw TextPairs.Fault(cursor.Line, "expected NAME=value");
        if (cursor.AtLineEnd)
            throw TextPairs.Fault(cursor.Line, $"{Names.Printable(name)} has no value", "write NAME= for an empty one");
        byte separator = cursor.Take();
        if (separator != '=' && !(separator == ':' && (cursor.AtLineEnd || cursor.Current is (byte)' ' or (byte)'\t')))
            throw TextPairs.Fault(cursor.Line, "expected NAME=value");
        cursor.SkipBlanks();
        return name;
    }

    private SecretValue ReadValue(ref LineCursor cursor, string name, TextPairs earlier)
    {
        using SecretBufferWriter value = new();
        switch (cursor.Current)
        {
            case (byte)'\'' or (byte)'`':
                ReadLiteral(ref cursor, value, name);
                RequireLineEnd(ref cursor, name);
                break;
            case (byte)'"':
                ReadDoubleQuoted(ref cursor, value, name, earlier);
                RequireLineEnd(ref cursor, name);
                break;
            default:
                ReadBare(ref cursor, value, name, earlier);
                break;
        }
        return new SecretValue(value.WrittenSpan);
    }

    private static void ReadLiteral(ref LineCursor cursor, SecretBufferWriter value, string name)
    {
        int line = cursor.Line;
        byte quote = cursor.Take();
        while (!cursor.AtEnd && cursor.Current != quote)
            value.Write([cursor.Take()]);
        CloseQuote(ref cursor, name, line);
    }

    private void ReadDoubleQuoted(ref LineCursor cursor, SecretBufferWriter value, string name, TextPairs earlier)
    {
        int line = cursor.Line;
        cursor.Take();
        while (!cursor.AtEnd && cursor.Current != '"')
        {
            byte next = cursor.Take();
            if (next == '\\' && !cursor.AtEnd)
                Unescape(cursor.Take(), value);
            else if (next == '$' && expand)
                Expand(ref cursor, value, name, earlier);
            else
                value.Write([next]);
        }
        CloseQuote(ref cursor, name, line);
    }

    private void ReadBare(ref LineCursor cursor, SecretBufferWriter value, string name, TextPairs earlier)
    {
        int kept = 0;
        bool afterBlank = true;
        while (!cursor.AtLineEnd)
        {
            byte next = cursor.Take();
            if (next == '#' && afterBlank)
            {
                cursor.SkipLine();
                break;
            }
            afterBlank = next is (byte)' ' or (byte)'\t';
            if (next == '$' && expand)
                Expand(ref cursor, value, name, earlier);
            else
                value.Write([next]);
            if (!afterBlank)
                kept = value.Length;
        }
        value.Truncate(kept);
    }

    /// <summary>The escapes that every dialect shares; another backslash stays what it is.</summary>
    private static void Unescape(byte escaped, SecretBufferWriter value)
    {
        switch (escaped)
        {
            case (byte)'n':
                value.Write("\n"u8);
                break;
            case (byte)'r':
                value.Write("\r"u8);
                break;
            case (byte)'t':
                value.Write("\t"u8);
                break;
            case (byte)'"' or (byte)'\\' or (byte)'$' or (byte)'`':
                value.Write([escaped]);
                break;
            default:
                value.Write([(byte)'\\', escaped]);
                break;
        }
    }

    private static void Expand(ref LineCursor cursor, SecretBufferWriter value, string name, TextPairs earlier)
    {
        bool braces = cursor.TryTake("{"u8);
        ReadOnlySpan<byte> reference = cursor.TakeWhile(b => char.IsAsciiLetterOrDigit((char)b) || b == '_');
        if (reference.IsEmpty && !braces)
        {
            value.Write("$"u8);
            return;
        }
        string referred = Encoding.ASCII.GetString(reference);
        SecretValue? found = earlier.Find(referred);
        if (!braces)
        {
            value.Write((found ?? throw Unknown(cursor.Line, name, referred)).Span);
            return;
        }
        bool emptyCounts = !cursor.TryTake(":"u8);
        ReadOnlySpan<byte> otherwise = default;
        bool hasOtherwise = cursor.TryTake("-"u8);
        if (hasOtherwise)
            otherwise = cursor.TakeWhile(b => b is not ((byte)'}' or (byte)'\n'));
        if (!cursor.TryTake("}"u8) || (!emptyCounts && !hasOtherwise))
            throw TextPairs.Fault(cursor.Line, $"{Names.Printable(name)} has a '${{' that is not understood", "write ${NAME} or ${NAME:-default}, or use single quotes");
        if (found is not null && (emptyCounts || found.Length > 0))
            value.Write(found.Span);
        else if (hasOtherwise)
            value.Write(otherwise);
        else
            throw Unknown(cursor.Line, name, referred);
    }

    private static SecretsException Unknown(int line, string name, string referred) => TextPairs.Fault(
        line,
        $"{Names.Printable(name)} refers to {Names.Printable(referred)}, which the file does not define before it",
        "import with --format dotenv to keep the '$' as it is");

    private static void CloseQuote(ref LineCursor cursor, string name, int line)
    {
        if (cursor.AtEnd)
            throw TextPairs.Fault(line, $"the quoted value of {Names.Printable(name)} does not end");
        cursor.Take();
    }

    private static void RequireLineEnd(ref LineCursor cursor, string name)
    {
        cursor.SkipBlanks();
        if (cursor.Current == '#')
            cursor.SkipLine();
        else if (!cursor.AtLineEnd)
            throw TextPairs.Fault(cursor.Line, $"text after the closing quote of {Names.Printable(name)}");
    }
}
