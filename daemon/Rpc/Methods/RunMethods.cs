using Secrets.Daemon.Runs;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of runs.</summary>
internal static class RunMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IRunPlanner planner) =>
    [
        new TypedMethod<RunRequest, RunPlan>(
            Wire.PlanRun, LockNeed.Unlocked, Capability.Run, AuditClass.Access, WireJson.Default.RunRequest, WireJson.Default.RunPlan,
            (request, session, cancellation) => planner.PlanAsync(request, session.Caller, cancellation)),
        new TypedMethod<RunRequest, RunDescription>(
            Wire.DescribeRun, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.RunRequest, WireJson.Default.RunDescription,
            (request, _, _) => Task.FromResult(planner.Describe(request))),
    ];
}
