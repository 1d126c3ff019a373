using Secrets.Tui.Runs;

namespace Secrets.Tui.ViewModels;

/// <summary>A run as it is now.</summary>
/// <param name="Record">What it says about itself.</param>
/// <param name="Program">The name of the program that runs, as the kernel has it; null where none does.</param>
internal sealed record RunEntry(RunRecord Record, string? Program = null)
{
    /// <summary>Whether something of it is still to come.</summary>
    public bool IsLive => !RunStatus.IsOver(Record.Status);

    /// <summary>Whether there may be something to stop.</summary>
    public bool CanStop => IsLive || Record.Status == RunStatus.Lost;
}
