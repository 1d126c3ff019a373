using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Masking;

namespace Secrets.Tui.Launch.Children;

/// <summary>A run that may be started more than once, one after the other.</summary>
internal interface ISupervisedRun
{
    /// <summary>Starts the program; not while one runs.</summary>
    /// <returns>Why it could not be started, or null.</returns>
    LaunchFailure? Start(IReadOnlyList<byte[]> arguments, string? folder, RunPlan plan, EnvironmentRules rules, MaskPatterns? patterns);

    /// <summary>Waits for something to decide about: the end of the program, a signal, or a wake-up, which is also what patience ends with.</summary>
    RunEvent Wait(TimeSpan? patience = null);

    /// <summary>Ends a wait, from any thread.</summary>
    void Wake();

    /// <summary>Sends the program and all of its group a signal.</summary>
    void Send(int signal);

    /// <summary>After its end: brings out what it left, and leaves nothing of it running.</summary>
    void Finish();
}
