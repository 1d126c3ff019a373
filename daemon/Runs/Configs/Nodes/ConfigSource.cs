using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>The file that is read. It makes the errors, so that each names file, line and column; none quotes a value.</summary>
/// <param name="fileName">As the caller gave it, or null.</param>
internal sealed class ConfigSource(string? fileName)
{
    /// <summary>The longest text that is read, in characters. Real configurations have a few hundred lines.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The deepest nesting.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most nodes of one text.</summary>
    public const int MaxNodes = 100_000;

    /// <summary>The file's name without its folder, lower case; empty where it is unknown.</summary>
    public string BaseName { get; } = Path.GetFileName(fileName ?? "").ToLowerInvariant();

    /// <summary>The file's name for messages.</summary>
    public string Name { get; } = string.IsNullOrEmpty(fileName) ? "the configuration" : Names.Printable(fileName, Names.LongestPath);

    /// <summary>A mistake in the file.</summary>
    public SecretsException Error(Position at, string message, string? hint = null, ErrorCode code = ErrorCode.Invalid) =>
        new(code, $"{Name}:{at.Line}:{at.Column}: {message}", hint);

    /// <summary>Something of the wrong shape.</summary>
    public SecretsException Unexpected(string what, ConfigNode node, string wanted) => Error(node.At, $"{what} is {node.What}, not {wanted}");

    /// <summary>The node as a map.</summary>
    public MapNode Map(string what, ConfigNode node) => node as MapNode ?? throw Unexpected(what, node, "a map");

    /// <summary>The node as a list.</summary>
    public ListNode List(string what, ConfigNode node) => node as ListNode ?? throw Unexpected(what, node, "a list");

    /// <summary>The node as a text; numbers and truth values are none.</summary>
    public string Text(string what, ConfigNode node) =>
        node is ScalarNode { Kind: ScalarKind.Text } scalar ? scalar.Text : throw Unexpected(what, node, "a text");

    /// <summary>The text of a key, or null where it is absent.</summary>
    public string? Text(MapNode map, string key) => map[key] is { } node ? Text($"'{key}'", node) : null;
}
