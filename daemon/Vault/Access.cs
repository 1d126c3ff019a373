using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What is to be written into the audit log: an access to values, or a change. Never a value.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Scope">Where; null where it was about the whole vault. An empty environment means the project itself.</param>
/// <param name="Names">Which secrets.</param>
/// <param name="Caller">Who asked.</param>
/// <param name="Program">The name of the program that a run starts, or null.</param>
internal sealed record Access(AccessKind Kind, SecretScope? Scope, IReadOnlyList<string> Names, Caller Caller, string? Program = null)
{
    /// <summary>The ids of the secrets, which stay what they are when a secret is renamed, and tell where an inherited one lies.</summary>
    public IReadOnlyList<long> Secrets { get; init; } = [];

    /// <summary>What else there is to say, for people, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Something about the whole vault.</summary>
    public static Access OfVault(AccessKind kind, Caller caller, string? detail = null) => new(kind, null, [], caller) { Detail = detail };
}
