using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>One access to values, for the audit log. Never a value.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Scope">Where.</param>
/// <param name="Names">Which ones.</param>
/// <param name="Caller">Who asked.</param>
/// <param name="Program">The name of the program that a run starts, or null.</param>
internal sealed record Access(AccessKind Kind, SecretScope Scope, IReadOnlyList<string> Names, Caller Caller, string? Program = null)
{
    /// <summary>The ids of the secrets, which stay what they are when a secret is renamed, and tell where an inherited one lies.</summary>
    public IReadOnlyList<long> Secrets { get; init; } = [];
}
