using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets init</c>: makes the vault.</summary>
internal sealed class InitCommand : Command
{
    private readonly Option _passphraseStdin = new("passphrase-stdin", "read the passphrase from standard input");
    private readonly Option _keyFile = new("key-file", "open the vault with a file, made if missing, instead of a passphrase") { Value = "FILE", Completes = Completes.Files };

    public override CommandSyntax Syntax => new("init", CommandGroup.Vault, "Make the vault")
    {
        Options = [_passphraseStdin, _keyFile],
        Details =
        [
            "Asks twice for a passphrase and leaves the vault unlocked. Nothing can bring a forgotten passphrase back.",
            "A key file gets 32 random bytes and mode 0600; keep a copy of it elsewhere.",
        ],
        Examples = ["secrets init", "secrets init --key-file ~/.config/secrets.key"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (line.Value(_keyFile) is { } file)
            return WithKeyFile(context, file);
        ISecretsDaemon daemon = context.Daemon.Connect();
        // Before somebody invents a passphrase for nothing.
        if (daemon.StatusAsync(CancellationToken.None).Result().Initialized)
            throw new SecretsException(ErrorCode.Conflict, "there is a vault already", "secrets unlock");
        if (line.Has(_passphraseStdin))
        {
            using InitRequest request = new(KeySource.Passphrase, KeyInput.PassphraseFrom(context.Input));
            daemon.InitAsync(request, CancellationToken.None).Result();
        }
        else if (context.MayAsk)
        {
            new VaultOpener(context, daemon).InitializeWithPassphrase();
        }
        else
        {
            throw new SecretsException(ErrorCode.Invalid, "there is no terminal to ask for a passphrase on", "--passphrase-stdin or --key-file FILE");
        }
        return context.Done();
    }

    private static int WithKeyFile(CommandContext context, string file)
    {
        using InitRequest request = new(KeySource.KeyFile, KeyFiles.New(file, out bool made));
        try
        {
            context.Daemon.Connect().InitAsync(request, CancellationToken.None).Result();
        }
        catch when (made)
        {
            // A key that opens nothing would only be mistaken for one that does.
            File.Delete(file);
            throw;
        }
        if (made)
            context.Messages.Note($"the key is in {file}; without it the vault cannot be opened");
        return context.Done();
    }
}
