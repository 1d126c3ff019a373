namespace Secrets.Daemon.Vault;

/// <summary>What somebody did to secrets. The numbers are stored; their names, in lower case, are the words of <c>secret.undo</c>.</summary>
internal enum ChangeKind : byte
{
    Set = 1,
    Delete = 2,
    Import = 3,
    Rollback = 4,
    Deploy = 5,
    Discard = 6,
    Edit = 7,
    Rename = 8,
    Copy = 9,
    Move = 10,
}
