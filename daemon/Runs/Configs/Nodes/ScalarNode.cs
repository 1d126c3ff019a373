namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>One value.</summary>
/// <param name="at">Where it begins.</param>
/// <param name="text">A text with its escapes resolved; of other kinds, what is written in the file.</param>
/// <param name="kind">What it is.</param>
internal sealed class ScalarNode(Position at, string text, ScalarKind kind) : ConfigNode(at)
{
    /// <summary>A text with its escapes resolved; of other kinds, what is written in the file.</summary>
    public string Text { get; } = text;

    /// <summary>What it is.</summary>
    public ScalarKind Kind { get; } = kind;

    /// <inheritdoc/>
    public override string What => Kind switch
    {
        ScalarKind.Text => "a text",
        ScalarKind.Boolean => "a truth value",
        ScalarKind.Integer or ScalarKind.Float => "a number",
        ScalarKind.Null => "nothing",
        _ => "a date or time",
    };
}
