using System.Globalization;
using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Toml;

/// <summary>The characters of a TOML document (toml.io/en/v1.0.0): where the reader stands, white space, comments, keys and strings.</summary>
internal sealed class TomlText(string text, ConfigSource source)
{
    private int _line = 1;
    private int _lineStart;

    /// <summary>The next character's index.</summary>
    public int Index { get; private set; }

    /// <summary>The next character, or NUL at the end; a NUL in the text is never accepted anywhere.</summary>
    public char Current => Index < text.Length ? text[Index] : '\0';

    /// <summary>Whether everything was read.</summary>
    public bool AtEnd => Index == text.Length;

    /// <summary>Where the next character stands.</summary>
    public Position At => new(_line, Index - _lineStart + 1);

    /// <summary>A mistake right here.</summary>
    public SecretsException Error(string message) => source.Error(At, message);

    /// <summary>A mistake at a place passed before.</summary>
    public SecretsException Error(Position at, string message) => source.Error(at, message);

    /// <summary>Goes on by one character.</summary>
    public void Advance() => Index++;

    /// <summary>Whether a text stands here.</summary>
    public bool Sees(string wanted) => text.AsSpan(Index).StartsWith(wanted, StringComparison.Ordinal);

    /// <summary>Takes a character if it is the next one.</summary>
    public bool Take(char wanted)
    {
        if (AtEnd || Current != wanted)
            return false;
        Index++;
        return true;
    }

    /// <summary>Takes a character that has to be there.</summary>
    public void Expect(char wanted)
    {
        if (!Take(wanted))
            throw Error($"expected '{wanted}'");
    }

    /// <summary>What was read since an index.</summary>
    public string Since(int start) => text[start..Index];

    /// <summary>Passes spaces and tabs.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            Index++;
    }

    /// <summary>Passes blanks, comments and line ends.</summary>
    public void SkipLines()
    {
        do
            SkipBlanks();
        while (SkipComment() | TakeLineEnd());
    }

    /// <summary>Passes what may follow on a line that is complete.</summary>
    public void EndLine()
    {
        SkipBlanks();
        SkipComment();
        if (!AtEnd && !TakeLineEnd())
            throw Error("expected the end of the line");
    }

    private bool SkipComment()
    {
        if (Current != '#')
            return false;
        while (!AtEnd && Current is not ('\n' or '\r'))
        {
            if (IsControl(Current))
                throw Error("a control character in a comment");
            Index++;
        }
        return true;
    }

    private bool TakeLineEnd()
    {
        if (Current != '\n' && !Sees("\r\n"))
            return false;
        Index += Current == '\r' ? 2 : 1;
        _line++;
        _lineStart = Index;
        return true;
    }

    private static bool IsControl(char c) => c is < ' ' and not '\t' or '\x7f';

    /// <summary>A key, its dots resolved.</summary>
    public List<string> Key()
    {
        List<string> parts = [];
        do
        {
            SkipBlanks();
            parts.Add(SimpleKey());
            if (parts.Count > ConfigSource.MaxDepth)
                throw Error($"a key of more than {ConfigSource.MaxDepth} parts");
            SkipBlanks();
        }
        while (Take('.'));
        return parts;
    }

    private string SimpleKey()
    {
        if (Current is '"' or '\'')
            return Sees("\"\"\"") || Sees("'''") ? throw Error("a key is no multi-line string") : String();
        int start = Index;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
            Index++;
        return Index > start ? Since(start) : throw Error("expected a key");
    }

    /// <summary>A string of one of the four kinds.</summary>
    public string String()
    {
        Position at = At;
        char quote = Current;
        if (!Sees(new string(quote, 3)))
        {
            Index++;
            return Characters(quote, 1, at);
        }
        Index += 3;
        TakeLineEnd();
        return Characters(quote, 3, at);
    }

    private string Characters(char quote, int quotes, Position at)
    {
        StringBuilder result = new();
        while (!AtEnd)
        {
            char c = Current;
            int start = Index;
            if (c == quote && EndsString(quote, quotes, result))
                return result.ToString();
            if (c == quote)
                continue;
            if (c == '\\' && quote == '"')
                Escape(quotes == 3, result);
            else if (quotes == 3 && TakeLineEnd())
                result.Append(text, start, Index - start);
            else if (IsControl(c))
                throw Error(c is '\n' or '\r' && quotes == 1 ? "a string ends with its line" : "a control character in a string");
            else
                result.Append(text[Index++]);
        }
        throw Error(at, "a string is never closed");
    }

    /// <summary>At a quote: whether the string ends here. A multi-line one may end in up to two quotes of its own.</summary>
    private bool EndsString(char quote, int quotes, StringBuilder result)
    {
        if (quotes == 1)
        {
            Index++;
            return true;
        }
        int count = 0;
        while (Current == quote && count < 5)
        {
            Index++;
            count++;
        }
        result.Append(quote, count < 3 ? count : count - 3);
        return count >= 3;
    }

    private void Escape(bool multiLine, StringBuilder result)
    {
        Index++;
        char c = Current;
        switch (c)
        {
            case 'b' or 't' or 'n' or 'f' or 'r' or '"' or '\\':
                result.Append(c switch { 'b' => '\b', 't' => '\t', 'n' => '\n', 'f' => '\f', 'r' => '\r', _ => c });
                Index++;
                break;
            case 'u' or 'U':
                result.Append(Scalar(c == 'u' ? 4 : 8));
                break;
            default:
                if (!multiLine)
                    throw Error("this escape is not known");
                JoinLines();
                break;
        }
    }

    /// <summary>A backslash at the end of a line takes the white space up to the next text with it.</summary>
    private void JoinLines()
    {
        SkipBlanks();
        if (!TakeLineEnd())
            throw Error("this escape is not known");
        do
            SkipBlanks();
        while (TakeLineEnd());
    }

    private string Scalar(int digits)
    {
        Position at = At;
        Index++;
        if (Index + digits <= text.Length
            && int.TryParse(text.AsSpan(Index, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            && Rune.IsValid(value))
        {
            Index += digits;
            return new Rune(value).ToString();
        }
        throw Error(at, "this escape is no Unicode scalar value");
    }
}
