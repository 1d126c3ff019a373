namespace Secrets.Tui.Commands.Syntax;

/// <summary>Where a command stands in the help.</summary>
internal enum CommandGroup
{
    /// <summary>The secrets themselves; these also work after the word <c>secret</c>.</summary>
    Secrets,

    /// <summary>Using them.</summary>
    Runs,

    /// <summary>The vault and its daemon.</summary>
    Vault,

    /// <summary>Everything around.</summary>
    Tools,

    /// <summary>For scripts of our own; not shown.</summary>
    Hidden,
}
