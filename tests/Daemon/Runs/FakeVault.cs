using System.Text;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>A vault in memory, so that planning is tested alone. It remembers what it handed out.</summary>
internal sealed class FakeVault : IRunSecrets
{
    private readonly SortedDictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);

    public List<NamedValue> Opened { get; } = [];

    public RunSelection? Selection { get; private set; }

    public FakeVault With(string name, string value) => With(name, Encoding.UTF8.GetBytes(value));

    public FakeVault With(string name, byte[] value)
    {
        _secrets[name] = value;
        return this;
    }

    public IReadOnlyList<RunSource> FindForRun(RunSelection selection) => [.. _secrets.Keys.Select(name => new RunSource(name, 1))];

    public Task<IReadOnlyList<NamedValue>> ResolveForRunAsync(RunSelection selection, Caller caller, CancellationToken cancellationToken)
    {
        Selection = selection;
        HashSet<string> wanted = [.. selection.Names];
        string[] missing = [.. wanted.Where(name => !_secrets.ContainsKey(name)).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
            throw new SecretsException(ErrorCode.NotFound, $"no secret named {string.Join(", ", missing)} in {selection.Scope}");
        if (selection.Choose is not null)
            wanted.UnionWith(selection.Choose([.. _secrets.Keys]));
        NamedValue[] opened = [.. wanted.Select(name => new NamedValue(name, new SecretValue(_secrets[name])))];
        Opened.AddRange(opened);
        return Task.FromResult<IReadOnlyList<NamedValue>>(opened);
    }
}
