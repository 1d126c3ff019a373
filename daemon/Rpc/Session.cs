using Secrets.Daemon.Vault;

namespace Secrets.Daemon.Rpc;

/// <summary>What a method knows of the connection it was called on.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Subscribe">From now on the connection gets the notifications. Safe to call twice.</param>
/// <param name="FollowAudit">Whether it is also told of each entry of the audit log. Safe to call twice.</param>
internal sealed record Session(Caller Caller, Action Subscribe, Action<bool> FollowAudit);
