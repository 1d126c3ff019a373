namespace Secrets.Shared.Contract;

/// <summary>A recovery key. The daemon keeps no copy of it: whoever reads this shows it once.</summary>
/// <param name="Slot">The slot that it opens.</param>
/// <param name="Key">The key, as it is to be written down: groups of four letters and digits, and a check symbol.</param>
public sealed record RecoveryReply(SlotEntry Slot, SecretValue Key) : IDisposable
{
    /// <summary>Clears the key.</summary>
    public void Dispose() => Key.Dispose();
}
