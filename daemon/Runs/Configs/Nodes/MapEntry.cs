namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>One key of a map.</summary>
/// <param name="Key">The key.</param>
/// <param name="At">Where the key begins.</param>
/// <param name="Value">What it stands for.</param>
internal sealed record MapEntry(string Key, Position At, ConfigNode Value);
