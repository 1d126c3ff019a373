using Microsoft.Extensions.Hosting;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of the connection and the daemon.</summary>
internal static class DaemonMethods
{
    /// <summary>The rows.</summary>
    /// <param name="daemon">What the daemon is.</param>
    /// <param name="lifetime">Ends the daemon; the vault is locked on the way out.</param>
    public static IEnumerable<Method> Rows(DaemonFacts daemon, IHostApplicationLifetime lifetime) =>
    [
        new TypedMethod<HelloRequest, HelloReply>(
            Wire.Hello, LockNeed.None, Capability.None, AuditClass.None, WireJson.Default.HelloRequest, WireJson.Default.HelloReply,
            (request, _, _) => Task.FromResult(Greet(request, daemon.Release))),
        new TypedMethod<NoParams, NoResult>(
            Wire.Subscribe, LockNeed.None, Capability.None, AuditClass.None, ServerJson.Default.NoParams, null,
            (_, session, _) =>
            {
                session.Subscribe();
                return Task.FromResult(NoResult.Value);
            }),
        new TypedMethod<NoParams, NoResult>(
            Wire.Stop, LockNeed.None, Capability.Manage, AuditClass.None, ServerJson.Default.NoParams, null,
            (_, _, _) =>
            {
                lifetime.StopApplication();
                return Task.FromResult(NoResult.Value);
            }),
    ];

    private static HelloReply Greet(HelloRequest request, string release) => request.Protocol == Protocol.Version
        ? new HelloReply(Protocol.Version, release)
        : throw new SecretsException(
            ErrorCode.Conflict,
            $"the daemon speaks protocol {Protocol.Version}, the client another",
            request.Protocol > Protocol.Version ? "end the old daemon: secrets daemon stop" : "update the client");
}
