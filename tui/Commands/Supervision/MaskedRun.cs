using Secrets.Shared.Contract;
using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Children;
using Secrets.Tui.Launch.Masking;

namespace Secrets.Tui.Commands.Supervision;

/// <summary><c>secrets run --mask</c>: stays beside the program, and hides the run's secrets in what it prints.</summary>
internal static class MaskedRun
{
    /// <summary>Runs it.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="plan">The plan, with the secrets to hide.</param>
    /// <param name="arguments">The argument vector.</param>
    /// <param name="folder">Where it starts, or null to stay.</param>
    /// <param name="rules">What it gets of the caller's environment.</param>
    /// <param name="status">How it ended; see <see cref="ForegroundRun.EndAs"/>.</param>
    /// <returns>Why it could not be started, or null.</returns>
    public static LaunchFailure? Run(CommandContext context, RunPlan plan, byte[][] arguments, string? folder, EnvironmentRules rules, out int status)
    {
        using MaskPatterns patterns = Patterns(context, plan);
        using ForegroundRun run = new(ownGroup: false);
        status = 0;
        if (run.Start(arguments, folder, plan, rules, patterns) is { } failure)
            return failure;
        RunEvent end;
        do
            end = run.Wait();
        while (end.Kind != RunEventKind.Ended);
        run.Finish();
        status = end.Value;
        return null;
    }

    /// <summary>What is to be hidden; says what cannot be.</summary>
    public static MaskPatterns Patterns(CommandContext context, RunPlan plan)
    {
        MaskPatterns patterns = new(plan.Secrets ?? []);
        foreach (string name in patterns.TooShort ?? [])
            context.Messages.Note($"{name} is not masked: it is shorter than {MaskPatterns.Shortest} bytes");
        return patterns;
    }
}
