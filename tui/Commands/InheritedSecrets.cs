using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The secrets of an environment with those that it inherits: of each name the one that a run gets, or what is staged where none is live.</summary>
internal static class InheritedSecrets
{
    /// <summary>Asks for each environment of the chain.</summary>
    public static List<ListedSecret> List(CommandContext context)
    {
        SecretScope scope = context.Scope;
        IReadOnlyList<EnvironmentEntry> environments =
            context.Call(daemon => daemon.ListEnvironmentsAsync(new EnvironmentListRequest(scope.Project), CancellationToken.None)).Environments;
        SortedDictionary<string, ListedSecret> found = new(StringComparer.Ordinal);
        // An environment that is not there is the daemon's to refuse.
        for (string? name = scope.Environment; name is not null; name = environments.FirstOrDefault(environment => environment.Name == name)?.Inherits)
        {
            ListRequest request = new(scope with { Environment = name });
            foreach (SecretEntry entry in context.Call(daemon => daemon.ListAsync(request, CancellationToken.None)).Secrets)
            {
                if (!found.TryGetValue(entry.Name, out ListedSecret nearer) || (nearer.Entry.Version == 0 && entry.Version > 0))
                    found[entry.Name] = new ListedSecret(entry, name);
            }
        }
        return [.. found.Values];
    }
}
