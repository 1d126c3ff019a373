namespace Secrets.Shared.Contract;

/// <summary>What opens a keyslot.</summary>
public enum KeySource
{
    /// <summary>A passphrase, through Argon2id.</summary>
    Passphrase = 1,

    /// <summary>The bytes of a key file, through keyed BLAKE2b.</summary>
    KeyFile = 2,

    /// <summary>A recovery key: 256 random bits that the daemon made, written down by a person.</summary>
    Recovery = 3,
}
