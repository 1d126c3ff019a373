namespace Secrets.Tui.Commands.Doctor;

/// <summary>How a thing is.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but could be better.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Bad,
}
