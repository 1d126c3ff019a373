using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Secrets.Daemon.Rpc;

/// <summary>Every method by its name.</summary>
internal sealed class MethodTable(IEnumerable<Method> methods)
{
    private readonly FrozenDictionary<string, Method> _methods = methods.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>All rows.</summary>
    public IEnumerable<Method> All => _methods.Values;

    /// <summary>The row of a name.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out Method method) => _methods.TryGetValue(name, out method);
}
