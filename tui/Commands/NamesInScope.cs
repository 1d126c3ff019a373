using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Names as people write them, <c>name</c>, <c>environment/name</c> or <c>project/environment/name</c>, in the one scope that a call is about.</summary>
/// <param name="Names">The names, each once.</param>
/// <param name="Scope">Their scope.</param>
internal sealed record NamesInScope(IReadOnlyList<string> Names, SecretScope Scope)
{
    /// <summary>Reads them.</summary>
    /// <param name="texts">At least one.</param>
    /// <param name="scope">The scope of a bare name.</param>
    /// <exception cref="SecretsException">Invalid: one is no name, or they lie in different environments.</exception>
    public static NamesInScope Parse(IReadOnlyList<string> texts, SecretScope scope)
    {
        List<string> names = [];
        SecretScope? common = null;
        foreach (string text in texts)
        {
            SecretPath path = SecretPath.Parse(text, scope);
            common ??= path.Scope;
            if (path.Scope != common)
                throw new SecretsException(ErrorCode.Invalid, $"one command is about one environment, not about {common} and {path.Scope}");
            if (!names.Contains(path.Name))
                names.Add(path.Name);
        }
        return new NamesInScope(names, common ?? scope);
    }
}
