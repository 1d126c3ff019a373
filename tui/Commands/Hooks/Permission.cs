namespace Secrets.Tui.Commands.Hooks;

/// <summary>What was said about a <c>secrets.yml</c>.</summary>
internal enum Permission
{
    /// <summary>Nothing yet.</summary>
    Unknown = 0,

    /// <summary>A shell may load it, as it is now.</summary>
    Allowed,

    /// <summary>A shell might load it when it said something else.</summary>
    Changed,

    /// <summary>No shell may load it, whatever it says.</summary>
    Denied,
}
