namespace Secrets.Shared.Contract;

/// <summary>The ways to open the vault.</summary>
/// <param name="Slots">In the order in which they were added.</param>
public sealed record SlotsReply(IReadOnlyList<SlotEntry> Slots);
