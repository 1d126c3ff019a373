using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>The opened secrets of one run. Dispose clears those that were not handed on.</summary>
internal sealed class ResolvedSecrets : IDisposable
{
    private readonly Dictionary<string, SecretValue> _values;
    private readonly HashSet<string> _given = [];

    public ResolvedSecrets(IReadOnlyList<NamedValue> secrets)
    {
        _values = new Dictionary<string, SecretValue>(secrets.Count);
        foreach (NamedValue secret in secrets)
            _values.Add(secret.Name, secret.Value);
    }

    /// <summary>The value, for reading only; still there after it was given.</summary>
    public SecretValue this[string name] => _values[name];

    /// <summary>A value that the caller disposes: the opened one the first time, a copy of it from then on.</summary>
    public SecretValue Give(string name) => _given.Add(name) ? _values[name] : new SecretValue(_values[name].Span);

    /// <summary>Copies of all, for the caller to dispose.</summary>
    public IReadOnlyList<NamedValue> Copies() => [.. _values.Select(static secret => new NamedValue(secret.Key, new SecretValue(secret.Value.Span)))];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((string name, SecretValue value) in _values)
        {
            if (!_given.Contains(name))
                value.Dispose();
        }
    }
}
