using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;

namespace Secrets.Tui.Views;

/// <summary>Typed text that becomes a secret.</summary>
internal static class PassphraseText
{
    private const int MaxLength = 1000;

    public static TextField NewField() => new(MaxLength) { IsMasked = true };

    /// <summary>The text of a field as bytes, without a string on the way. The field is cleared.</summary>
    public static SecretValue Take(TextField field)
    {
        SecretValue value = Copy(field.Text);
        field.Text.Clear();
        return value;
    }

    /// <summary>The text as bytes, without a string on the way.</summary>
    public static SecretValue Copy(TextBuffer text)
    {
        SecretValue value = new(Encoding.UTF8.GetByteCount(text.Span));
        Encoding.UTF8.GetBytes(text.Span, value.Writable);
        return value;
    }
}
