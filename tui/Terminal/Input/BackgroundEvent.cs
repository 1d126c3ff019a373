using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Input;

/// <summary>The terminal told the colour of its background.</summary>
internal sealed record BackgroundEvent(Color Color) : TerminalEvent;
