using Secrets.Shared.Contract;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>What is run, and how it is got from the daemon each time anew.</summary>
internal interface IRunJob
{
    /// <summary>Which secrets it would use now.</summary>
    /// <exception cref="SecretsException">One is missing, or the daemon cannot be asked.</exception>
    RunDescription Describe();

    /// <summary>The plan. The caller disposes it.</summary>
    /// <exception cref="SecretsException">Locked, one is missing, or the daemon cannot be asked.</exception>
    RunPlan Plan();

    /// <summary>Starts the program of a plan.</summary>
    /// <returns>Why it could not be started, or null.</returns>
    LaunchFailure? Start(RunPlan plan);

    /// <summary>Cleans up after the program's end.</summary>
    void Finish();
}
