namespace Secrets.Daemon.Store;

/// <summary>The first byte of every message that is tagged: one key, and no message of one kind can pass for another's.</summary>
internal enum TagDomain : byte
{
    Record = 1,
    Ciphertext = 2,
    Bucket = 3,
    Records = 4,
    Head = 5,
    Audit = 6,
}
