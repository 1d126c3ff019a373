using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Which secrets a run uses: those named, and those chosen from all that there are.</summary>
/// <param name="Scope">The scope to look in.</param>
/// <param name="Names">Legal secret names that must be there, each once.</param>
/// <param name="Choose">
/// Given every name of the scope, inherited ones included, returns those that are wanted besides; null where the named ones are all.
/// Called once, before anything is opened. It may return a name that also is in <paramref name="Names"/>.
/// </param>
/// <param name="Program">The program to be run, for the audit record, or null.</param>
internal sealed record RunSelection(
    SecretScope Scope,
    IReadOnlyCollection<string> Names,
    Func<IReadOnlyList<string>, IReadOnlyList<string>>? Choose = null,
    string? Program = null);
