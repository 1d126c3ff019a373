using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>
/// Goes through YAML and knows where texts, lists and maps end, without a meaning for any of it. What it takes for the inside of a
/// quotation or of braces may hold no line that reads like one of the two keys: then it may well have been mistaken.
/// </summary>
internal sealed class YamlSkimmer(string text, string name)
{
    private const char End = '\0';

    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The next character; NUL at the end, and no text has one.</summary>
    public char Current => At(0);

    /// <summary>Where it stands in its line, from 1.</summary>
    public int Column => _at - _lineStart + 1;

    /// <summary>Where it stands.</summary>
    public (int Line, int Column) Place => (_line, Column);

    /// <summary>Whether the line says no more.</summary>
    public bool AtLineEnd => Current is End or '\n' or '\r' || AtComment;

    private bool AtComment => Current == '#' && (_at == _lineStart || text[_at - 1] is ' ' or '\t');

    /// <summary>A mistake here.</summary>
    public SecretsException Error(string message, string? hint) => Error(Place, message, hint);

    /// <summary>A mistake at a place.</summary>
    public SecretsException Error((int Line, int Column) at, string message, string? hint) => new(ErrorCode.Invalid, $"{name}:{at.Line}:{at.Column}: {message}", hint);

    /// <summary>Goes one character on; a line ends with LF, CR LF or CR.</summary>
    public void Advance()
    {
        char passed = text[_at++];
        if (passed == '\n' || (passed == '\r' && Current != '\n'))
        {
            _line++;
            _lineStart = _at;
        }
    }

    /// <summary>Goes past blanks.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            Advance();
    }

    /// <summary>Goes past the rest of the line.</summary>
    public void SkipLine()
    {
        int line = _line;
        while (_at < text.Length && _line == line)
            Advance();
    }

    /// <summary>Goes past blanks, line ends and comments.</summary>
    private void SpaceOn()
    {
        for (SkipBlanks(); AtLineEnd && _at < text.Length; SkipBlanks())
            SkipLine();
    }

    /// <summary>The same within braces.</summary>
    /// <exception cref="SecretsException">Invalid: they do not end.</exception>
    public void SkipSpace()
    {
        SpaceOn();
        if (_at >= text.Length)
            throw Error("the map is not closed", null);
    }

    /// <summary>Goes to what the file says next.</summary>
    public bool NextContent()
    {
        SpaceOn();
        return _at < text.Length;
    }

    /// <summary>Goes to what stands next, if it is further in than the first column.</summary>
    public bool NextIndented() => NextContent() && Column > 1;

    /// <summary>Takes a document's marker and the blanks behind it.</summary>
    public bool TakeMarker(string marker)
    {
        if (Column != 1 || string.CompareOrdinal(text, _at, marker, 0, marker.Length) != 0 || !IsSpace(At(marker.Length)))
            return false;
        _at += marker.Length;
        SkipBlanks();
        return true;
    }

    /// <summary>Takes a key and the colon behind it; null where that is not what stands here.</summary>
    public string? Key(bool inFlow)
    {
        bool isQuoted = Current is '"' or '\'';
        string? key = isQuoted ? Quoted() : IsSpecial() ? null : Plain(inFlow);
        SkipBlanks();
        if (key is null || Current != ':' || !(IsSpace(At(1)) || (inFlow && (isQuoted || At(1) is ',' or '}'))))
            return null;
        Advance();
        return key;
    }

    /// <summary>Takes a text in one line; null where something else stands here.</summary>
    public string? Scalar(bool inFlow)
    {
        if (Current is '"' or '\'')
        {
            string? quoted = Quoted();
            SkipBlanks();
            return quoted;
        }
        if (IsSpecial())
            return null;
        string plain = Plain(inFlow);
        SkipBlanks();
        return Current == ':' ? null : plain;
    }

    /// <summary>Takes a word: an anchor, a tag.</summary>
    public string Word()
    {
        int start = _at;
        while (!IsSpace(Current))
            Advance();
        return text[start.._at];
    }

    /// <summary>Goes past all that belongs to a key in the first column.</summary>
    public void SkipValue()
    {
        SkipTokens(0);
        while (NextContent() && (Column > 1 || (Current == '-' && IsSpace(At(1)))))
            SkipTokens(Column - 1);
    }

    /// <summary>Goes past a value within braces.</summary>
    public void SkipFlowValue() => SkipFlow(0);

    /// <summary>Goes to the end of a line, or of what begins in it.</summary>
    private void SkipTokens(int parent)
    {
        bool isStart = true;
        int key = Column - 1;
        for (SkipBlanks(); !AtLineEnd; SkipBlanks())
        {
            char c = Current;
            bool isLast = IsSpace(At(1));
            if (isStart && c is '|' or '>')
            {
                SkipBlock(parent);
                return;
            }
            if (isStart && c is '"' or '\'')
            {
                SkipQuoted();
            }
            else if (isStart && c is '{' or '[')
            {
                Advance();
                SkipFlow(1);
            }
            else if (isStart && c is '&' or '!')
            {
                _ = Word();
                continue;
            }
            else if (isStart && c is '-' or '?' && isLast)
            {
                parent = Column - 1;
                Advance();
                SkipBlanks();
                key = Column - 1;
                continue;
            }
            else if (c == ':' && isLast)
            {
                parent = Math.Max(parent, key);
                Advance();
                isStart = true;
                continue;
            }
            else
            {
                Advance();
            }
            isStart = false;
        }
    }

    /// <summary>Goes past a text in lines of its own, which are further in than what it belongs to.</summary>
    private void SkipBlock(int parent)
    {
        SkipLine();
        while (_at < text.Length)
        {
            int indent = 0;
            while (At(indent) == ' ')
                indent++;
            if (indent <= parent && At(indent) is not ('\n' or '\r'))
                return;
            SkipLine();
        }
    }

    /// <summary>Goes past lists and maps in braces until so many are closed; none: to the end of a value.</summary>
    private void SkipFlow(int depth)
    {
        (int Line, int Column) opened = Place;
        bool isStart = true, isValue = depth == 0;
        while (true)
        {
            int line = _line;
            SpaceOn();
            if (_at >= text.Length)
                throw Error(opened, "this is not closed", null);
            if (line != _line)
                RequireNoKey();
            char c = Current;
            if (isValue && depth == 0 && c is ',' or '}' or ']')
                return;
            if (isStart && c is '"' or '\'')
            {
                SkipQuoted();
                isStart = false;
                continue;
            }
            Advance();
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (depth == 0 && !isValue)
                return;
            isStart = c is '{' or '[' or ',' or ':';
        }
    }

    private void SkipQuoted()
    {
        (int Line, int Column) opened = Place;
        char quote = Current;
        for (Advance(); Current != quote || (quote == '\'' && At(1) == quote); Advance())
        {
            if (_at >= text.Length)
                throw Error(opened, "this quotation is not closed", null);
            if (Column == 1)
                RequireNoKey();
            if ((quote == '"' && Current == '\\' && At(1) != End) || Current == quote)
                Advance();
        }
        Advance();
    }

    private void RequireNoKey()
    {
        ReadOnlySpan<char> rest = text.AsSpan(_at).TrimStart("\"'");
        foreach (string key in (ReadOnlySpan<string>)["project", "environment"])
        {
            if (Column == 1 && rest.StartsWith(key, StringComparison.Ordinal) && rest[key.Length..].TrimStart("\"' \t") is [':', ..])
                throw Error("whether this names a project or an environment is not clear", "indent the line, or close what begins before it");
        }
    }

    /// <summary>A text in quotes without escapes, in one line; null otherwise.</summary>
    private string? Quoted()
    {
        char quote = Current;
        int end = text.AsSpan(_at + 1).IndexOfAny(quote, '\n', '\r') is var length and >= 0 ? _at + 1 + length : -1;
        if (end < 0 || text[end] != quote || (quote == '"' && text.AsSpan(_at, end - _at).Contains('\\')) || (end + 1 < text.Length && text[end + 1] == quote))
            return null;
        string quoted = text[(_at + 1)..end];
        _at = end + 1;
        return quoted;
    }

    private string Plain(bool inFlow)
    {
        int start = _at;
        while (!AtLineEnd && !(Current == ':' && (IsSpace(At(1)) || (inFlow && At(1) is ',' or '}' or ']'))) && !(inFlow && Current is ',' or '{' or '}' or '[' or ']'))
            Advance();
        return text[start.._at].TrimEnd(' ', '\t');
    }

    /// <summary>Whether what stands here is no plain text.</summary>
    private bool IsSpecial() => Current is '?' or '&' or '*' or '!' or '|' or '>' or '@' or '`' or '%' or '{' or '}' or '[' or ']' or ',' or End
        || (Current is '-' && IsSpace(At(1)));

    private char At(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : End;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or End;
}
