namespace Secrets.Daemon.Runs.Configs;

/// <summary>One entry of a flat YAML mapping.</summary>
/// <param name="Name">The key, as written.</param>
/// <param name="Text">The scalar, as written.</param>
/// <param name="IsBinary">Whether it is tagged <c>!!binary</c>.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal sealed record YamlPair(string Name, string Text, bool IsBinary, int Line);
