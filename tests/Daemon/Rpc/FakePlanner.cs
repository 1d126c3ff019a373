using Secrets.Daemon.Runs;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Rpc;

internal sealed class FakePlanner : IRunPlanner
{
    public Task<RunPlan> PlanAsync(RunRequest request, Caller caller, CancellationToken cancellationToken) => Task.FromResult(new RunPlan([]));

    public RunDescription Describe(RunRequest request) => new(SecretScope.Default, []);
}
