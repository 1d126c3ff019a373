namespace Secrets.Daemon.Store;

/// <summary>What a record is. The number is part of what the record's tag covers; it never changes its meaning.</summary>
internal enum RecordKind : byte
{
    Vault = 1,
    Keyslot = 2,
    Project = 3,
    Environment = 4,
    Secret = 5,
    Version = 6,
    Change = 7,
}
