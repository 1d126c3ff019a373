using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>Run plans as Rpc sees them.</summary>
internal interface IRunPlanner
{
    /// <summary>
    /// <c>run.plan</c>; the access is durable in the audit log before the task completes. The caller disposes the plan.
    /// Fails with <see cref="SecretsException"/> only.
    /// </summary>
    Task<RunPlan> PlanAsync(RunRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>run.describe</c>; opens nothing. Fails with <see cref="SecretsException"/> only.</summary>
    RunDescription Describe(RunRequest request);
}
