namespace Secrets.Tui.ViewModels;

/// <summary>What a list has to show.</summary>
internal enum ListState
{
    /// <summary>Nothing has arrived yet.</summary>
    Loading,

    /// <summary>The daemon does not answer, and never has since the screen opened.</summary>
    Away,

    /// <summary>There is no vault.</summary>
    NoVault,

    /// <summary>The daemon answered with an error.</summary>
    Failed,

    /// <summary>There are no secrets.</summary>
    Empty,

    /// <summary>There are secrets, but none that the filter lets through.</summary>
    NoMatch,

    /// <summary>There are rows.</summary>
    Rows,
}
