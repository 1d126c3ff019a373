namespace Secrets.Tui.Terminal.Widgets;

/// <summary>What is said below a row of a form.</summary>
internal sealed record FormNote(string Text, ToastKind Kind = ToastKind.Note);
