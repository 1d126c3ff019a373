namespace Secrets.Daemon.Runs.Configs.Toml;

/// <summary>How a table came to be.</summary>
internal enum TomlOrigin
{
    /// <summary>On the way to another: <c>a</c> in <c>[a.b]</c>. A header or dotted keys may still define it.</summary>
    Implied,

    /// <summary>By a header of its own, or as an element of an array of tables.</summary>
    Header,

    /// <summary>By dotted keys, <c>a</c> in <c>a.b = 1</c>. Headers may add tables below it.</summary>
    DottedKey,
}
