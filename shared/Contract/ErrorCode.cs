namespace Secrets.Shared.Contract;

/// <summary>Why a call failed. The number is the JSON-RPC error code and, where a command ends with it, the exit code.</summary>
public enum ErrorCode
{
    /// <summary>Anything that has no better code; on the wire it carries an id that the daemon's log bears.</summary>
    Failure = 1,

    /// <summary>The request does not mean anything: a bad name, a bad value, a bad combination.</summary>
    Invalid = 2,

    /// <summary>No such secret, environment, project, version or vault.</summary>
    NotFound = 3,

    /// <summary>The answer needs a secret key, and the vault is locked.</summary>
    Locked = 4,

    /// <summary>Write-only, not permitted, not approved, or a wrong passphrase.</summary>
    Refused = 5,

    /// <summary>The thing exists already, or changed since the caller read it.</summary>
    Conflict = 6,

    /// <summary>No daemon answers. The daemon itself sends it only to a connection that it has no place for.</summary>
    Unreachable = 7,

    /// <summary>Stored data is damaged or was tampered with; nothing of it is served.</summary>
    Damaged = 8,
}
