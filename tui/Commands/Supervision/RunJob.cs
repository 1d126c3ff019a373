using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Children;
using Secrets.Tui.Launch.Masking;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>The job of a command line: each time over a connection of its own, since the daemon may be another one by now.</summary>
/// <param name="context">The outside world.</param>
/// <param name="request">What is asked for.</param>
/// <param name="file">The configuration as it was when the run began, or null.</param>
/// <param name="arguments">The argument vector of a plan.</param>
/// <param name="folder">Where a plan's program starts, or null to stay.</param>
/// <param name="rules">What it gets of the caller's environment.</param>
/// <param name="run">What it is started in.</param>
internal sealed class RunJob(
    CommandContext context, RunRequest request, ConfigurationFile? file, Func<RunPlan, byte[][]> arguments, Func<RunPlan, string?> folder, EnvironmentRules rules, ISupervisedRun run) : IRunJob, IDisposable
{
    private readonly Connector _connector = new(context.Paths);
    private RunFiles? _files;
    private MaskPatterns? _patterns;
    private bool _noted;

    /// <inheritdoc/>
    public RunDescription Describe() => Call(daemon => daemon.DescribeRunAsync(request, CancellationToken.None));

    /// <inheritdoc/>
    public RunPlan Plan() => Call(daemon => daemon.PlanRunAsync(request, CancellationToken.None));

    /// <inheritdoc/>
    public LaunchFailure? Start(RunPlan plan)
    {
        if (!_noted)
        {
            foreach (string note in plan.Notes ?? [])
                context.Messages.Note(note);
        }
        if (plan.Secrets is not null)
            _patterns = _noted ? new MaskPatterns(plan.Secrets) : MaskedRun.Patterns(context, plan);
        _noted = true;
        if (plan.Files is not null || plan.Registry is not null)
            _files = new RunFiles(context, plan, file);
        return run.Start(arguments(plan), folder(plan), _files?.Plan ?? plan, rules, _patterns);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        _files?.Dispose();
        _patterns?.Dispose();
        (_files, _patterns) = (null, null);
    }

    /// <inheritdoc/>
    public void Dispose() => Finish();

    private T Call<T>(Func<ISecretsDaemon, Task<T>> call)
    {
        using DaemonClient daemon = DaemonClient.Direct(_connector.Connect());
        return call(daemon).Result();
    }
}
