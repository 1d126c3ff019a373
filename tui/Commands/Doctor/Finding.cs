namespace Secrets.Tui.Commands.Doctor;

/// <summary>What was found.</summary>
/// <param name="Level">How it is.</param>
/// <param name="What">The thing that was looked at, one word.</param>
/// <param name="Text">How it was found.</param>
/// <param name="Advice">What to do, or null.</param>
internal sealed record Finding(FindingLevel Level, string What, string Text, string? Advice = null);
