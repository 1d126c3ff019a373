namespace Secrets.Shared.Contract;

/// <summary>
/// The parts of a plan that take more than setting variables, by the words of <see cref="RunRequest.Accepts"/>. A configuration that
/// needs a part which the caller does not know fails; it never runs without.
/// </summary>
public static class RunParts
{
    /// <summary>The caller mounts <see cref="RunPlan.Files"/>.</summary>
    public const string Files = "files";

    /// <summary>The caller gives the run <see cref="RunPlan.Registry"/> as a Docker configuration.</summary>
    public const string Registry = "registry";

    /// <summary>The caller can set variables and nothing else, and does without the rest: it gets a note instead of an error.</summary>
    public const string Variables = "variables";

    /// <summary>The caller hides <see cref="RunPlan.Secrets"/> in what the run prints. No configuration needs it.</summary>
    public const string Mask = "mask";
}
