using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The one way from a ciphertext to a value that leaves the vault. It decrypts, records the access durably, and only then hands out:
/// whoever wants a value passes through <see cref="ReleaseAsync"/>.
/// </summary>
internal sealed class ValueAccess(KeyHolder keys)
{
    private readonly ValueCache _cache = new();

    /// <summary><c>secret.get</c>, and what else shows values to a person.</summary>
    /// <exception cref="SecretsException">Locked; Refused where one is write-only; NotFound lists every missing name; what <see cref="TemplatePlan.Of"/> throws.</exception>
    public Task<IReadOnlyList<NamedValue>> GetAsync(OpenVault vault, GetRequest request, AccessKind kind, Caller caller)
    {
        SetLimits.RequireNames(request.Names, unique: false);
        RequireUnlocked();
        SecretScope scope = request.Scope ?? SecretScope.Default;
        IReadOnlyList<FoundValue> found = _cache.Find(vault, scope, request.Names);
        TemplatePlan? templates = request.Resolved ? Templates(vault, scope, found) : null;
        string[] refused = [.. (templates?.Needed ?? found).Where(value => value.Details(vault.Device).WriteOnly).Select(static value => value.Name)];
        if (refused.Length > 0)
            throw new SecretsException(ErrorCode.Refused, $"{string.Join(", ", refused)} can only be used by a run: write-only", "secrets run -- COMMAND");
        return templates is null
            ? ReleaseAsync(vault, found, new Access(kind, scope, request.Names, caller))
            : ReleaseResolvedAsync(vault, templates, request.Names, new Access(kind, scope, Named(templates), caller));
    }

    /// <summary>The values of a run, write-only ones too, and templates resolved; with them whatever the templates refer to.</summary>
    /// <exception cref="SecretsException">Locked; NotFound lists every missing name; what the choice and <see cref="TemplatePlan.Of"/> throw.</exception>
    public Task<IReadOnlyList<NamedValue>> ResolveForRunAsync(OpenVault vault, RunSelection selection, Caller caller)
    {
        RequireUnlocked();
        IReadOnlyList<FoundValue> found = Find(vault, selection);
        return Templates(vault, selection.Scope, found) is { } templates
            ? ReleaseResolvedAsync(vault, templates, null, new Access(AccessKind.Run, selection.Scope, Named(templates), caller, selection.Program))
            : ReleaseAsync(vault, found, new Access(AccessKind.Run, selection.Scope, [.. found.Select(static value => value.Name)], caller, selection.Program));
    }

    /// <summary>One value that stays in the vault: opened, to be sealed again elsewhere. Recorded as any other.</summary>
    /// <exception cref="SecretsException">Locked.</exception>
    public async Task<SecretValue> OpenAsync(OpenVault vault, FoundValue found, Access access)
    {
        RequireUnlocked();
        return (await ReleaseAsync(vault, [found], access).ConfigureAwait(false))[0].Value;
    }

    /// <summary>The values of secrets to be copied inside the vault, write-only ones too. The caller clears them.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="access">Which ones, and the record.</param>
    /// <exception cref="SecretsException">Locked; NotFound lists every missing name.</exception>
    public async Task<IReadOnlyList<(FoundValue Found, SecretValue Value)>> OpenForCopyAsync(OpenVault vault, Access access)
    {
        RequireUnlocked();
        IReadOnlyList<FoundValue> found = _cache.Find(vault, access.Scope!, access.Names);
        IReadOnlyList<NamedValue> values = await ReleaseAsync(vault, found, access).ConfigureAwait(false);
        return [.. found.Zip(values, static (place, value) => (place, value.Value))];
    }

    /// <summary>The same, without opening or recording anything.</summary>
    public IReadOnlyList<RunSource> FindForRun(OpenVault vault, RunSelection selection)
    {
        IReadOnlyList<FoundValue> found = Find(vault, selection);
        IReadOnlyList<FoundValue> needed = Templates(vault, selection.Scope, found)?.Needed ?? found;
        return [.. needed.Select(static value => new RunSource(value.Name, value.Value.Version.Id)).OrderBy(static source => source.Name, StringComparer.Ordinal)];
    }

    /// <summary>What the templates among these need; null where there is none. All names come from one reading of the scope then.</summary>
    private TemplatePlan? Templates(OpenVault vault, SecretScope scope, IReadOnlyList<FoundValue> found)
    {
        if (!found.Any(value => TemplatePlan.IsTemplate(vault, value)))
            return null;
        IReadOnlyDictionary<string, FoundValue> all = _cache.FindAll(vault, scope);
        return TemplatePlan.Of(vault, scope, found.Select(static value => value.Name), all);
    }

    private static string[] Named(TemplatePlan templates) => [.. templates.Needed.Select(static value => value.Name)];

    private IReadOnlyList<FoundValue> Find(OpenVault vault, RunSelection selection) => selection.Choose is null
        ? _cache.Find(vault, selection.Scope, selection.Names)
        : Choose(_cache.FindAll(vault, selection.Scope), selection);

    private static FoundValue[] Choose(IReadOnlyDictionary<string, FoundValue> all, RunSelection selection)
    {
        string[] names = [.. all.Keys.Order(StringComparer.Ordinal)];
        string[] wanted = [.. selection.Names.Concat(selection.Choose!(names)).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. wanted.Where(name => !all.ContainsKey(name))];
        return missing.Length == 0 ? [.. wanted.Select(name => all[name])] : throw SecretCatalog.Missing(missing, selection.Scope);
    }

    private async Task<IReadOnlyList<NamedValue>> ReleaseAsync(OpenVault vault, IReadOnlyList<FoundValue> found, Access access)
    {
        List<NamedValue> values = new(found.Count);
        try
        {
            keys.Use(ring =>
            {
                foreach (FoundValue value in found)
                    values.Add(new NamedValue(value.Name, ValueOpener.Open(ring, vault, value.Environment, value.Value)));
                return true;
            });
            await vault.Log.RecordAsync(access with { Secrets = [.. found.Select(static value => value.Value.Secret.Id)] }).ConfigureAwait(false);
            return values;
        }
        catch
        {
            foreach (NamedValue value in values)
                value.Value.Dispose();
            throw;
        }
    }

    /// <summary>The same with templates resolved: the values of these names, or of all that was needed.</summary>
    private async Task<IReadOnlyList<NamedValue>> ReleaseResolvedAsync(OpenVault vault, TemplatePlan templates, IReadOnlyList<string>? names, Access access)
    {
        IReadOnlyList<NamedValue> opened = await ReleaseAsync(vault, templates.Needed, access).ConfigureAwait(false);
        Dictionary<string, SecretValue> values = opened.ToDictionary(static secret => secret.Name, static secret => secret.Value, StringComparer.Ordinal);
        HashSet<string> given = new(StringComparer.Ordinal);
        try
        {
            templates.Resolve(values);
            given.UnionWith(names ?? [.. values.Keys]);
            return [.. given.Select(name => new NamedValue(name, values[name]))];
        }
        finally
        {
            foreach ((string name, SecretValue value) in values)
            {
                if (!given.Contains(name))
                    value.Dispose();
            }
        }
    }

    private void RequireUnlocked()
    {
        if (keys.IsLocked)
            throw KeyHolder.Locked();
    }
}
