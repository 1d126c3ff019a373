using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// The pairs of one text, in its order. Where a name comes twice the last value stands, as every reader of lines has it.
/// Dispose clears what was not taken.
/// </summary>
internal sealed class TextPairs : IDisposable
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<TextPair> _pairs = [];

    public IReadOnlyList<TextPair> All => _pairs;

    /// <summary>Adds a pair under a name that is a legal secret name.</summary>
    /// <exception cref="SecretsException">Invalid: the name is not, or the value is too long; the value is cleared.</exception>
    public void Add(string name, SecretValue value, int line)
    {
        if (!Names.IsName(name))
        {
            value.Dispose();
            throw Fault(line, name.Length == 0 ? "a value without a name" : $"'{Names.Printable(name)}' is no secret name");
        }
        if (value.Length > SecretValue.MaxLength)
        {
            value.Dispose();
            throw Fault(line, $"the value of {name} is longer than 1 MiB");
        }
        TextPair pair = new(name, value, line);
        if (_index.TryGetValue(name, out int at))
        {
            _pairs[at].Dispose();
            _pairs[at] = pair;
            return;
        }
        _index.Add(name, _pairs.Count);
        _pairs.Add(pair);
    }

    /// <summary>Adds a pair of a format whose names are unique (YAML 1.2.2, 3.2.1.1; RFC 8259, 4, where it is advice): one of two would be lost.</summary>
    /// <exception cref="SecretsException">Invalid: as for <see cref="Add"/>, and where the name was there before.</exception>
    public void AddUnique(string name, SecretValue value, int line)
    {
        if (_index.TryGetValue(name, out int at))
        {
            value.Dispose();
            throw Fault(line, $"{name} stands there twice, first in line {_pairs[at].Line}");
        }
        Add(name, value, line);
    }

    /// <summary>The value read so far under a name, or null.</summary>
    public SecretValue? Find(string name) => _index.TryGetValue(name, out int at) ? _pairs[at].Value : null;

    /// <summary>An error that names the line and never its text.</summary>
    public static SecretsException Fault(int line, string message, string? hint = null) =>
        new(ErrorCode.Invalid, $"line {line}: {message}", hint);

    public void Dispose()
    {
        foreach (TextPair pair in _pairs)
            pair.Dispose();
    }
}
