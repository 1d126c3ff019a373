using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>What an environment gets from those that it inherits from: of each name the nearest one that is live, as a run gets it.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="scopes">Tells which environments these are.</param>
internal sealed class InheritanceViewModel(DaemonLink link, ScopesViewModel scopes)
{
    private readonly Dictionary<string, (string Environment, SecretEntry Secret)> _nearest = new(StringComparer.Ordinal);
    private bool _isStale = true;
    private int _asked;

    /// <summary>The environments that this one inherits from, the nearest first.</summary>
    public IReadOnlyList<string> Bases { get; private set; } = [];

    /// <summary>The bases may be others by now: the next reading asks for them, too.</summary>
    public void Expire() => _isStale = true;

    /// <summary>Nothing is inherited, as far as is known.</summary>
    public void Forget()
    {
        Bases = [];
        _nearest.Clear();
        _isStale = true;
        _asked++;
    }

    /// <summary>Reads what lies in the bases; an environment that is gone meanwhile gives nothing.</summary>
    /// <exception cref="SecretsException">Unreachable, and what else the daemon may say.</exception>
    public async Task ReadAsync(SecretScope scope)
    {
        int asked = _asked;
        bool isStale = _isStale;
        _isStale = false;
        IReadOnlyList<string> bases = isStale ? await OrNone(scopes.LoadParentsAsync(scope)).ConfigureAwait(true) : Bases;
        List<(string Environment, IReadOnlyList<SecretEntry> Secrets)> found = [];
        foreach (string name in bases)
            found.Add((name, await OrNone(ListAsync(scope with { Environment = name })).ConfigureAwait(true)));
        // The person has gone elsewhere meanwhile: this is about another environment.
        if (asked != _asked)
            return;
        Bases = bases;
        _nearest.Clear();
        foreach ((string environment, IReadOnlyList<SecretEntry> secrets) in found)
        {
            foreach (SecretEntry secret in secrets)
            {
                if (!_nearest.TryGetValue(secret.Name, out (string, SecretEntry Secret) nearer) || (nearer.Secret.Version == 0 && secret.Version > 0))
                    _nearest[secret.Name] = (environment, secret);
            }
        }
    }

    /// <summary>What the bases give for a name, and which one; null where none of them has it.</summary>
    public (string Environment, SecretEntry Secret)? Find(string name) => _nearest.TryGetValue(name, out (string, SecretEntry) found) ? found : null;

    /// <summary>These, and what is inherited beside them, by name.</summary>
    public IReadOnlyList<SecretEntry> Under(IReadOnlyList<SecretEntry> own)
    {
        if (_nearest.Count == 0)
            return own;
        HashSet<string> names = own.Select(secret => secret.Name).ToHashSet(StringComparer.Ordinal);
        List<SecretEntry> all = [.. own, .. _nearest.Values.Select(found => found.Secret).Where(secret => !names.Contains(secret.Name))];
        all.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return all;
    }

    private async Task<IReadOnlyList<SecretEntry>> ListAsync(SecretScope scope) =>
        (await link.Daemon.ListAsync(new ListRequest(scope), CancellationToken.None).ConfigureAwait(true)).Secrets;

    private static async Task<IReadOnlyList<T>> OrNone<T>(Task<IReadOnlyList<T>> reading)
    {
        try
        {
            return await reading.ConfigureAwait(true);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.NotFound)
        {
            return [];
        }
    }
}
