using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of secrets.</summary>
internal static class SecretMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVault vault) =>
    [
        new TypedMethod<ListRequest, ListReply>(
            Wire.List, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.ListRequest, WireJson.Default.ListReply,
            (request, session, cancellation) => vault.ListAsync(request, session.Caller, cancellation)),
        new TypedMethod<DescribeRequest, SecretEntry>(
            Wire.Describe, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.DescribeRequest, WireJson.Default.SecretEntry,
            (request, session, cancellation) => vault.DescribeAsync(request, session.Caller, cancellation)),
        new TypedMethod<SetRequest, SetReply>(
            Wire.Set, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.SetRequest, WireJson.Default.SetReply,
            (request, session, cancellation) => vault.SetAsync(request, session.Caller, cancellation)),
        new TypedMethod<GetRequest, GetReply>(
            Wire.Get, LockNeed.Unlocked, Capability.Read, AuditClass.Access, WireJson.Default.GetRequest, WireJson.Default.GetReply,
            (request, session, cancellation) => vault.GetAsync(request, session.Caller, cancellation)),
        new TypedMethod<DeleteRequest, NoResult>(
            Wire.Delete, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.DeleteRequest, null,
            (request, session, cancellation) => NoResult.After(vault.DeleteAsync(request, session.Caller, cancellation))),
    ];
}
