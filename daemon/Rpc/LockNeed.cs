namespace Secrets.Daemon.Rpc;

/// <summary>What a method asks of the vault's lock.</summary>
internal enum LockNeed
{
    /// <summary>Works in any state: it uses no secret key.</summary>
    None,

    /// <summary>Needs a secret key: while locked it answers <see cref="Shared.Contract.ErrorCode.Locked"/>.</summary>
    Unlocked,
}
