using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Mends what keeps a call from succeeding, where somebody can be asked: makes the vault that is missing, opens the one that is locked.</summary>
/// <param name="context">The outside world.</param>
/// <param name="daemon">The daemon that refused.</param>
internal sealed class VaultOpener(CommandContext context, ISecretsDaemon daemon)
{
    private const int Attempts = 3;

    /// <summary>Looks at a failure, and does what can be done about it. True when the call is worth another try.</summary>
    /// <exception cref="SecretsException">Something could be done, and that failed.</exception>
    public bool CanMend(SecretsException exception)
    {
        switch (exception.Code)
        {
            case ErrorCode.Locked when context.MayAsk:
                Unlock();
                return true;
            case ErrorCode.NotFound when context.MayAsk && !daemon.StatusAsync(CancellationToken.None).Result().Initialized:
                return Initialize();
            default:
                return false;
        }
    }

    /// <summary>Asks for the passphrase and unlocks; three wrong ones are enough.</summary>
    /// <exception cref="SecretsException">Locked: no passphrase opens this vault, so nobody is asked for one.</exception>
    public void Unlock()
    {
        VaultStatus status = daemon.StatusAsync(CancellationToken.None).Result();
        if (!status.MayOpenWithPassphrase)
            throw new SecretsException(ErrorCode.Locked, "the vault is locked, and no passphrase opens it", status.UnlockCommand);
        for (int attempt = 1; ; attempt++)
        {
            using UnlockRequest request = new(KeySource.Passphrase, context.Prompt.ReadHidden("Passphrase: ", severalLines: false));
            try
            {
                daemon.UnlockAsync(request, CancellationToken.None).Result();
                return;
            }
            catch (SecretsException exception) when (exception.Code == ErrorCode.Refused && attempt < Attempts)
            {
                context.Prompt.Say($"{exception.Message}; try again");
            }
        }
    }

    /// <summary>Asks for a new passphrase, twice, and makes the vault.</summary>
    public void InitializeWithPassphrase()
    {
        using InitRequest request = new(KeySource.Passphrase, KeyInput.NewPassphrase(context.Prompt));
        daemon.InitAsync(request, CancellationToken.None).Result();
    }

    private bool Initialize()
    {
        string answer = context.Yes ? "y" : context.Prompt.ReadLine("There is no vault yet. Make one now? [Y/n]: ") ?? "n";
        if (!Answers.IsYes(answer, whenEmpty: true))
            return false;
        InitializeWithPassphrase();
        return true;
    }
}
