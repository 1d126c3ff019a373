using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault;

/// <summary>How a secret stands, in the words of <c>secret.list</c>.</summary>
internal static class SecretStatus
{
    /// <summary>A deployed value, and nothing else.</summary>
    public const string Live = "live";

    /// <summary>A value that waits for its first deploy.</summary>
    public const string Staged = "staged";

    /// <summary>A deployed value, and another one that waits.</summary>
    public const string Both = "live+staged";

    /// <summary>A deployed value that the next deploy removes.</summary>
    public const string Leaving = "live+removal";

    /// <summary>No value; there was one.</summary>
    public const string Deleted = "deleted";

    /// <summary>The word for a secret's live and its staged version.</summary>
    public static string Of(VersionRecord? live, VersionRecord? staged) => (live?.Kind, staged?.Kind) switch
    {
        (VersionKind.Value, VersionKind.Value) => Both,
        (VersionKind.Value, VersionKind.Tombstone) => Leaving,
        (VersionKind.Value, _) => Live,
        (_, VersionKind.Value) => Staged,
        _ => Deleted,
    };
}
