using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets unlock</c>: opens the vault.</summary>
internal sealed class UnlockCommand : Command
{
    private readonly Option _passphraseStdin = new("passphrase-stdin", "read the passphrase from standard input");
    private readonly Option _keyFile = new("key-file", "open it with this file") { Value = "FILE", Completes = Completes.Files };
    private readonly Option _recovery = new("recovery", "open it with the recovery key");

    public override CommandSyntax Syntax => new("unlock", CommandGroup.Vault, "Open the vault until it locks again")
    {
        Options = [_passphraseStdin, _keyFile, _recovery],
        Details =
        [
            "Other commands ask by themselves when they find the vault locked and somebody is at the terminal.",
            "--recovery asks for the recovery key, or reads it from standard input where nobody can be asked.",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        ISecretsDaemon daemon = context.Daemon.Connect();
        if (line.Value(_keyFile) is { } file)
        {
            using UnlockRequest request = new(KeySource.KeyFile, ValueReader.FromFile(file));
            daemon.UnlockAsync(request, CancellationToken.None).Result();
        }
        else if (line.Has(_recovery))
        {
            using UnlockRequest request = new(KeySource.Recovery, new KeyInput(context).Recovery());
            daemon.UnlockAsync(request, CancellationToken.None).Result();
        }
        else if (line.Has(_passphraseStdin))
        {
            using UnlockRequest request = new(KeySource.Passphrase, KeyInput.PassphraseFrom(context.Input));
            daemon.UnlockAsync(request, CancellationToken.None).Result();
        }
        else
        {
            AskAndUnlock(context, daemon);
        }
        return context.Done();
    }

    private static void AskAndUnlock(CommandContext context, ISecretsDaemon daemon)
    {
        VaultStatus status = daemon.StatusAsync(CancellationToken.None).Result();
        if (!status.Initialized)
            throw new SecretsException(ErrorCode.NotFound, "there is no vault yet", "secrets init");
        if (!status.Locked)
            return;
        if (!context.MayAsk)
            throw new SecretsException(ErrorCode.Invalid, "there is no terminal to ask for the passphrase on", "--passphrase-stdin or --key-file FILE");
        new VaultOpener(context, daemon).Unlock();
    }
}
