using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// What is needed to resolve the templates among some secrets: whatever they refer to, over any number of steps. Made from records
/// alone, so that a cycle or a missing secret is told before anything is opened.
/// </summary>
internal sealed class TemplatePlan
{
    /// <summary>So deep templates may nest: deeper is a mistake, and the walk is recursive.</summary>
    private const int Deepest = 32;

    private readonly OpenVault _vault;
    private readonly IReadOnlyDictionary<string, FoundValue> _all;
    private readonly List<FoundValue> _needed = [];
    private readonly List<FoundValue> _templates = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _missing = new(StringComparer.Ordinal);

    private TemplatePlan(OpenVault vault, IReadOnlyDictionary<string, FoundValue> all) => (_vault, _all) = (vault, all);

    /// <summary>What was asked for and what it refers to, each once.</summary>
    public IReadOnlyList<FoundValue> Needed => _needed;

    /// <summary>Whether a secret is a template.</summary>
    public static bool IsTemplate(OpenVault vault, FoundValue found) => found.Details(vault.Device).References is not null;

    /// <summary>Follows the references.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="scope">Where every name is looked for, wherever the template itself is defined: a nearer definition counts here too.</param>
    /// <param name="names">What was asked for; each is in <paramref name="all"/>.</param>
    /// <param name="all">All that the scope has.</param>
    /// <exception cref="SecretsException">Invalid: a template leads to itself, or they nest too deep; NotFound lists every missing name.</exception>
    public static TemplatePlan Of(OpenVault vault, SecretScope scope, IEnumerable<string> names, IReadOnlyDictionary<string, FoundValue> all)
    {
        TemplatePlan plan = new(vault, all);
        foreach (string name in names)
            plan.Visit(name, []);
        if (plan._missing.Count == 0)
            return plan;
        SecretsException missing = SecretCatalog.Missing([.. plan._missing.Keys], scope);
        throw new SecretsException(missing.Code, missing.Message, $"referred to by a template: {SecretCatalog.Listed(plan._missing.Values)}");
    }

    /// <summary>Resolves the templates among opened values: each is replaced, and what it was is cleared.</summary>
    /// <param name="values">The values of <see cref="Needed"/>, by name.</param>
    /// <exception cref="SecretsException">Invalid: a value would grow too long.</exception>
    public void Resolve(Dictionary<string, SecretValue> values)
    {
        foreach (FoundValue template in _templates)
        {
            SecretValue text = values[template.Name];
            values[template.Name] = TemplateText.Fill(template.Name, text.Span, values);
            text.Dispose();
        }
    }

    private void Visit(string name, List<string> path)
    {
        int seen = path.IndexOf(name);
        if (seen >= 0)
            throw new SecretsException(ErrorCode.Invalid, $"a template leads to itself: {Chain([.. path[seen..], name])}", "secrets show NAME tells what each refers to");
        if (_done.Contains(name))
            return;
        path.Add(name);
        if (path.Count > Deepest)
            throw new SecretsException(ErrorCode.Invalid, $"templates nest more than {Deepest} deep: {Chain(path)}");
        if (_all.TryGetValue(name, out FoundValue? found))
        {
            if (found.Details(_vault.Device).References is { } references)
            {
                foreach (string reference in references)
                    Visit(reference, path);
                // After what it refers to, which is resolved first.
                _templates.Add(found);
            }
            _needed.Add(found);
        }
        else
        {
            _missing[name] = Chain(path);
        }
        _done.Add(name);
        path.RemoveAt(path.Count - 1);
    }

    private static string Chain(IEnumerable<string> path) => string.Join(" -> ", path);
}
