namespace Secrets.Daemon.Store;

/// <summary>What a version of a secret says.</summary>
internal enum VersionKind : byte
{
    /// <summary>The secret has this value.</summary>
    Value = 1,

    /// <summary>The secret is deleted. A tombstone has no keys and no ciphertext.</summary>
    Tombstone = 2,
}
