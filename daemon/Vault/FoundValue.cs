using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault;

/// <summary>A value that was found and is still encrypted.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Environment">Where it was found.</param>
/// <param name="Value">Its records.</param>
internal sealed record FoundValue(string Name, EnvironmentRecord Environment, StoredValue Value);
