namespace Secrets.Tui.Launch.Children;

/// <summary>How a child lives beside the process that started it.</summary>
[Flags]
internal enum ChildFlags
{
    /// <summary>In the same process group.</summary>
    None = 0,

    /// <summary>It is killed when its parent ends, however that comes (Linux).</summary>
    DiesWithParent = 1,

    /// <summary>In a process group of its own.</summary>
    OwnGroup = 2,

    /// <summary>That group gets the terminal that is standard output.</summary>
    Foreground = 4,
}
