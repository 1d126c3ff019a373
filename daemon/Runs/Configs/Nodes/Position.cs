using System.Runtime.InteropServices;

namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>A place in a configuration, both counted from 1; columns in UTF-16 code units, as editors mostly count.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Position(int Line, int Column)
{
    /// <summary>The start of the text, where a mistake has no better place.</summary>
    public static Position Start { get; } = new(1, 1);
}
