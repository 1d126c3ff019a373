using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>What a person filled in for a secret. Disposing it clears the value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The new value; null leaves the one that is there.</param>
/// <param name="Description">Free text.</param>
/// <param name="Tags">Words, separated by spaces or commas.</param>
/// <param name="Expires">When it is due, as people write it; empty for never.</param>
/// <param name="WriteOnly">Whether only a run may use it.</param>
/// <param name="Stage">Whether it waits for a deploy.</param>
/// <param name="Generate">What the daemon makes the value from, or null.</param>
internal sealed record SecretDraft(string Name, SecretValue? Value, string Description, string Tags, string Expires, bool WriteOnly, bool Stage = false, string? Generate = null) : IDisposable
{
    public void Dispose() => Value?.Dispose();
}
