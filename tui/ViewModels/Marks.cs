namespace Secrets.Tui.ViewModels;

/// <summary>The names that a person marked, to do one thing with all of them.</summary>
internal sealed class Marks
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    /// <summary>The marked names in their order.</summary>
    public IReadOnlyList<string> Names => [.. _names];

    public bool Has(string name) => _names.Contains(name);

    /// <summary>Marks a name, or takes its mark away.</summary>
    public void Toggle(string name)
    {
        if (!_names.Remove(name))
            _names.Add(name);
    }

    /// <summary>Marks all of these, or takes every mark away where all of them have one.</summary>
    public void ToggleAll(IReadOnlyList<string> names)
    {
        if (names.All(_names.Contains))
            _names.Clear();
        else
            _names.UnionWith(names);
    }

    /// <summary>Forgets those that are not there any more.</summary>
    public void Keep(IEnumerable<string> names)
    {
        if (_names.Count > 0)
            _names.IntersectWith(names);
    }

    public void Clear() => _names.Clear();
}
