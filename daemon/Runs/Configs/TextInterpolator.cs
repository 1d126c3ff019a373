using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>
/// References in a text of any kind: <c>${{ secrets.name }}</c>, as dstack and our own file have it, and
/// <c>{{ RUNPOD_SECRET_name }}</c>, as RunPod has it; white space inside the braces is free. Braces that begin otherwise belong to whatever
/// the text is for (Helm, Jinja, GitHub's workflows) and stay as they are. <c>$${{</c> is a literal <c>${{</c>.
/// </summary>
internal sealed class TextInterpolator
{
    private const string Braces = "{{";
    private const string Closing = "}}";
    private const string SecretsPrefix = "secrets.";
    private const string RunPodPrefix = "RUNPOD_SECRET_";

    /// <summary>So many are told of one text; each may cost a look at all of the rest.</summary>
    private const int MaxMistakes = 1000;

    private readonly string _text;
    private readonly ConfigSource _source;
    private readonly List<TemplatePart> _parts = [];
    private readonly StringBuilder _literal = new();
    private readonly List<SecretsException>? _mistakes;
    private int _taken;

    private TextInterpolator(string text, ConfigSource source, List<SecretsException>? mistakes = null) => (_text, _source, _mistakes) = (text, source, mistakes);

    /// <summary>Splits a whole text; each reference knows its own place.</summary>
    /// <exception cref="SecretsException">Invalid: a reference is not closed, or names no secret.</exception>
    public static ValueTemplate Split(string text, ConfigSource source) => new TextInterpolator(text, source).Split(null);

    /// <summary>Splits a whole text to its end, whatever is illegal on the way; that stays in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its file.</param>
    /// <param name="mistakes">Gets what is illegal.</param>
    public static ValueTemplate Split(string text, ConfigSource source, List<SecretsException> mistakes) => new TextInterpolator(text, source, mistakes).Split(null);

    /// <summary>Splits a value that stands somewhere in a text.</summary>
    /// <exception cref="SecretsException">Invalid: a reference is not closed, or names no secret.</exception>
    public static ValueTemplate Split(string text, Position at, ConfigSource source) => new TextInterpolator(text, source).Split(at);

    private ValueTemplate Split(Position? at)
    {
        int line = 1, lineStart = 0, counted = 0;
        for (int opening; (opening = _text.IndexOf(Braces, _taken, StringComparison.Ordinal)) >= 0;)
        {
            int inside = opening + Braces.Length;
            bool isDollar = opening > _taken && _text[opening - 1] == '$';
            if (isDollar && opening - 1 > _taken && _text[opening - 2] == '$')
            {
                _literal.Append(_text, _taken, opening - 1 - _taken);
                Keep(inside, opening);
                continue;
            }
            ReadOnlySpan<char> reference = _text.AsSpan(inside).TrimStart();
            string? prefix = isDollar && reference.StartsWith(SecretsPrefix, StringComparison.Ordinal) ? SecretsPrefix
                : !isDollar && reference.StartsWith(RunPodPrefix, StringComparison.Ordinal) ? RunPodPrefix
                : null;
            if (prefix is null)
            {
                // One brace on: '{{{ RUNPOD…' opens at the second.
                Keep(opening + 1, _taken);
                continue;
            }
            for (; counted < opening; counted++)
            {
                if (_text[counted] == '\n')
                    (line, lineStart) = (line + 1, counted + 1);
            }
            int start = isDollar ? opening - 1 : opening;
            Position place = at ?? new Position(line, start - lineStart + 1);
            int closing = _text.IndexOf(Closing, inside, StringComparison.Ordinal);
            string? name = closing < 0 ? null : _text[inside..closing].Trim()[prefix.Length..];
            if (name is null || !Names.IsName(name))
            {
                SecretsException mistake = Mistake(name, isDollar, place);
                if (_mistakes is null)
                    throw mistake;
                _mistakes.Add(mistake);
                if (_mistakes.Count == MaxMistakes)
                    break;
                Keep(inside, _taken);
                continue;
            }
            _literal.Append(_text, _taken, start - _taken);
            Flush(place);
            _parts.Add(new TemplatePart(name, true, place));
            _taken = closing + Closing.Length;
        }
        Keep(_text.Length, _taken);
        Flush(at ?? Position.Start);
        return new ValueTemplate(_parts);
    }

    private SecretsException Mistake(string? name, bool isDollar, Position place) => name is null || name.Contains(Braces, StringComparison.Ordinal)
        ? _source.Error(place, "a reference is opened and never closed", "a literal '${{' is written '$${{'")
        : _source.Error(place, $"'{Names.Printable(name)}' is no secret name", $"a reference reads {(isDollar ? "${{ secrets.name }}" : "{{ RUNPOD_SECRET_name }}")}");

    /// <summary>Keeps the text between two places as it is.</summary>
    private void Keep(int end, int start)
    {
        _literal.Append(_text, start, end - start);
        _taken = end;
    }

    private void Flush(Position at)
    {
        if (_literal.Length > 0)
            _parts.Add(new TemplatePart(_literal.ToString(), false, at));
        _literal.Clear();
    }
}
