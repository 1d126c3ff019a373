using Secrets.Shared.Contract;

namespace Secrets.Tui.Views;

/// <summary>What stands in the fields of a secret's form, taken aside. Disposing it clears the value.</summary>
/// <param name="Value">The value field.</param>
/// <param name="IsValueChanged">Whether that is to be saved.</param>
/// <param name="IsStored">Whether it began as what the daemon has.</param>
/// <param name="Description">The description field.</param>
/// <param name="Tags">The tags field.</param>
/// <param name="Expires">The expiry field.</param>
/// <param name="WriteOnly">The write-only mark.</param>
internal sealed record FormPage(SecretValue Value, bool IsValueChanged, bool IsStored, string Description, string Tags, string Expires, bool WriteOnly) : IDisposable
{
    public void Dispose() => Value.Dispose();
}
