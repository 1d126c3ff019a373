using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>
/// Reads the two keys of a <c>secrets.yml</c> that every command needs, in a millisecond: the daemon alone has a library for YAML. It reads
/// the forms that people write and the JSON that is YAML too; what else stands at the top of the file is an error, never passed
/// over, since a key that was not seen would silently mean the default project.
/// </summary>
internal sealed class ScopeFileReader
{
    private const string Hint = "write it as project: NAME and environment: NAME, each on a line of its own";

    private readonly YamlSkimmer _text;
    private readonly HashSet<string> _seen = [];
    private string? _project;
    private string? _environment;

    private ScopeFileReader(string text, string name) => _text = new YamlSkimmer(text, name);

    /// <summary>Reads it.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="name">The file, for messages.</param>
    /// <exception cref="SecretsException">Invalid: what it says about the scope is not clear.</exception>
    public static ScopeFile Read(string text, string name)
    {
        ScopeFileReader reader = new(text.StartsWith('\uFEFF') ? text[1..] : text, name);
        if (text.Contains('\0'))
            throw reader._text.Error("a NUL character", null);
        reader.Documents();
        return new ScopeFile(reader._project, reader._environment);
    }

    private void Documents()
    {
        bool hasContent = false, hasEnded = false;
        while (_text.NextContent())
        {
            if (_text.TakeMarker("---"))
            {
                hasEnded = hasContent;
                // What follows on the marker's own line is a document's beginning.
                if (!_text.AtLineEnd && _text.Current != '{')
                    throw Unclear();
                if (_text.AtLineEnd)
                    continue;
            }
            else if (_text.TakeMarker("..."))
            {
                hasEnded = hasContent;
                continue;
            }
            else if (_text.Current == '%' && !hasContent)
            {
                _text.SkipLine();
                continue;
            }
            if (hasEnded)
                throw _text.Error("a second document in one file", null);
            hasContent = true;
            if (_text.Current == '{')
            {
                FlowMap();
                hasEnded = true;
            }
            else
            {
                Entry();
            }
        }
    }

    /// <summary>A key in the first column, with all that belongs to it.</summary>
    private void Entry()
    {
        if (_text.Column != 1)
            throw Unclear();
        (int Line, int Column) at = _text.Place;
        string key = _text.Key(inFlow: false) ?? throw Unclear();
        Once(key, at);
        if (key is not ("project" or "environment"))
        {
            _text.SkipValue();
            return;
        }
        _text.SkipBlanks();
        if (_text.AtLineEnd && !_text.NextIndented())
            return;
        Take(key, inFlow: false);
        if (!_text.AtLineEnd || _text.NextIndented())
            throw Unclear();
    }

    private void FlowMap()
    {
        _text.Advance();
        for (_text.SkipSpace(); _text.Current != '}'; _text.SkipSpace())
        {
            (int Line, int Column) at = _text.Place;
            string key = _text.Key(inFlow: true) ?? throw Unclear();
            Once(key, at);
            _text.SkipSpace();
            if (key is not ("project" or "environment"))
                _text.SkipFlowValue();
            else if (_text.Current is not (',' or '}'))
                Take(key, inFlow: true);
            _text.SkipSpace();
            if (_text.Current == ',')
                _text.Advance();
            else if (_text.Current != '}')
                throw Unclear();
        }
        _text.Advance();
        _text.SkipBlanks();
        if (!_text.AtLineEnd)
            throw Unclear();
    }

    /// <summary>The value of one of the two keys.</summary>
    private void Take(string key, bool inFlow)
    {
        // An anchor is only a name, and a text is what both are in any case.
        bool isText = false;
        while (_text.Current is '&' or '!')
        {
            string property = _text.Word();
            if (property[0] == '!' && property is not ("!" or "!!str"))
                throw Unclear();
            isText |= property[0] == '!';
            _text.SkipBlanks();
        }
        (int Line, int Column) at = _text.Place;
        bool isQuoted = _text.Current is '"' or '\'';
        string value = _text.Scalar(inFlow) ?? throw Unclear();
        if (!isQuoted && !isText && value is "" or "~" or "null" or "Null" or "NULL")
            return;
        if (!Names.IsName(value))
            throw _text.Error(at, $"'{Names.Printable(value)}' is no {key} name", null);
        if (key == "project")
            _project = value;
        else
            _environment = value;
    }

    private void Once(string key, (int Line, int Column) at)
    {
        // A merge may bring either of the two.
        if (key == "<<")
            throw Unclear(at);
        if (!_seen.Add(key))
            throw _text.Error(at, $"the key '{Names.Printable(key)}' stands twice in one map", null);
    }

    private SecretsException Unclear() => Unclear(_text.Place);

    private SecretsException Unclear((int Line, int Column) at) => _text.Error(at, "whether this names a project or an environment is not clear", Hint);
}
