namespace Secrets.Daemon.Runs.Configs;

/// <summary>A value with its references not resolved yet.</summary>
/// <param name="Parts">Its pieces in order; empty for an empty value.</param>
internal sealed record ValueTemplate(IReadOnlyList<TemplatePart> Parts)
{
    /// <summary>A value without references.</summary>
    public static ValueTemplate Literal(string text) => new([new TemplatePart(text, false, default)]);

    /// <summary>A secret's value, whole.</summary>
    public static ValueTemplate Secret(string name, Nodes.Position at) => new([new TemplatePart(name, true, at)]);
}
