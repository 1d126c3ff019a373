namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Something that a person can do here.</summary>
/// <param name="Keys">The keys that do it; the first is the one that is shown.</param>
/// <param name="Title">What it does, for palette, help and documentation.</param>
/// <param name="Group">The heading in the help under which it stands.</param>
/// <param name="Run">Does it.</param>
internal sealed record KeyCommand(IReadOnlyList<string> Keys, string Title, string Group, Action Run)
{
    /// <summary>One word for the hint bar; null where it does not stand there.</summary>
    public string? Hint { get; init; }

    /// <summary>That word where it is not always the same.</summary>
    public Func<string>? HintNow { get; init; }

    /// <summary>The word for the hint bar now; null where it does not stand there.</summary>
    public string? HintText => HintNow?.Invoke() ?? Hint;

    /// <summary>Whether its hint is worth its place now; null for always.</summary>
    public Func<bool>? HintWhen { get; init; }

    /// <summary>Whether its hint has its place at the right end, however narrow the bar is.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Whether it makes sense now; null for always. A key whose command does not is answered by saying so.</summary>
    public Func<bool>? When { get; init; }

    /// <summary>Whether it only moves about: the palette leaves these out.</summary>
    public bool IsMovement { get; init; }

    public bool IsAvailable => When?.Invoke() ?? true;

    /// <summary>Whether it stands in the hint bar now.</summary>
    public bool IsHinted => HintText is not null && IsAvailable && (HintWhen?.Invoke() ?? true);
}
