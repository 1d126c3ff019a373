using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.ViewModels;

internal sealed partial class MemoryDaemon
{
    /// <summary>What opens the vault.</summary>
    public List<SlotEntry> Slots { get; } = [];

    /// <summary>The key that the next <c>vault.recovery</c> makes.</summary>
    public string RecoveryKey { get; set; } = "";

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<SlotsReply> SlotsAsync(CancellationToken cancellationToken)
    {
        await WaitAsync();
        return new SlotsReply([.. Slots]);
    }

    public async Task RemoveSlotAsync(RemoveSlotRequest request, CancellationToken cancellationToken)
    {
        await ProveAsync(request.Proof);
        Slots.RemoveAll(slot => slot.Id == request.Id);
    }

    public async Task PassphraseAsync(PassphraseRequest request, CancellationToken cancellationToken)
    {
        await ProveAsync(request.Proof);
        Passphrase = Encoding.UTF8.GetString(request.Passphrase.Span);
    }

    public async Task<RecoveryReply> RecoveryAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        await ProveAsync(request.Proof);
        SlotEntry slot = new(Slots.Max(other => other.Id) + 1, KeySource.Recovery, Now);
        Slots.Add(slot);
        return new RecoveryReply(slot, SecretValue.FromText(RecoveryKey));
    }

    private async Task ProveAsync(KeyProof proof)
    {
        await WaitAsync();
        if (proof.Source != KeySource.Passphrase || Encoding.UTF8.GetString(proof.Key.Span) != Passphrase)
            throw new SecretsException(ErrorCode.Refused, "wrong passphrase");
    }
}
