namespace Secrets.Tui.ViewModels;

/// <summary>How it stands with the daemon.</summary>
internal enum LinkState
{
    Connecting,
    Connected,

    /// <summary>It does not answer; it is looked for again and again.</summary>
    Away,
}
