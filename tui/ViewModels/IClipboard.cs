namespace Secrets.Tui.ViewModels;

/// <summary>The clipboard. Its calls may take a second and can come on any thread.</summary>
internal interface IClipboard
{
    /// <summary>Puts bytes there.</summary>
    /// <returns>Which way they went, for the person (<c>wl-copy</c>, <c>tmux</c>, <c>terminal</c>); null when there is no way.</returns>
    string? Copy(ReadOnlySpan<byte> bytes);

    /// <summary>Empties it, unless it is known to hold something else by now.</summary>
    /// <param name="bytes">What was put there.</param>
    /// <returns>Whether it was emptied.</returns>
    bool Clear(ReadOnlySpan<byte> bytes);
}
