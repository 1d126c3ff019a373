using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Where runs get their values from; the vault implements it.</summary>
internal interface IRunSecrets
{
    /// <summary>
    /// Opens what a run uses, write-only secrets too. Each name is looked for in the scope's environment and then along those that it
    /// inherits from; the nearest definition counts. The access is durable in the audit log before the task completes; nothing is
    /// opened or recorded where it fails. The caller disposes the values.
    /// </summary>
    /// <returns>Each wanted secret once, in no promised order.</returns>
    /// <exception cref="SecretsException">NotFound lists every missing name; Locked; what <see cref="RunSelection.Choose"/> throws.</exception>
    Task<IReadOnlyList<NamedValue>> ResolveForRunAsync(RunSelection selection, Caller caller, CancellationToken cancellationToken);

    /// <summary>Finds the same, and opens nothing: which secrets, and which version of each. Works while locked.</summary>
    /// <exception cref="SecretsException">NotFound lists every missing name; what <see cref="RunSelection.Choose"/> throws.</exception>
    IReadOnlyList<RunSource> FindForRun(RunSelection selection);
}
