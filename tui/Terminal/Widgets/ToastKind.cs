namespace Secrets.Tui.Terminal.Widgets;

/// <summary>What a toast is about.</summary>
internal enum ToastKind
{
    /// <summary>Something to know.</summary>
    Note,

    /// <summary>Something was done.</summary>
    Good,

    /// <summary>Something should be looked at.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Bad,
}
