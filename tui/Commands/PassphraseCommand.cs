using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets passphrase</c>: changes the passphrase.</summary>
internal sealed class PassphraseCommand : Command
{
    private readonly ProofOptions _proof = new();

    public override CommandSyntax Syntax => new("passphrase", CommandGroup.Vault, "Change the passphrase, or set one where there is none")
    {
        Options = _proof.All,
        Details =
        [
            "Asks for the present passphrase, and twice for the new one. A forgotten one is replaced with --key-file or --recovery.",
            "It is changed at once or not at all; older backups still open with the old one.",
        ],
        Examples = ["secrets passphrase", "secrets passphrase --recovery", "printf 'old\\nnew\\n' | secrets passphrase --passphrase-stdin"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        ISecretsDaemon daemon = context.Daemon.Connect();
        using PassphraseRequest request = Ask(context, line, daemon);
        daemon.PassphraseAsync(request, CancellationToken.None).Result();
        return context.Done();
    }

    private PassphraseRequest Ask(CommandContext context, ParsedLine line, ISecretsDaemon daemon)
    {
        KeyProof proof = _proof.Read(context, line, daemon);
        try
        {
            return new PassphraseRequest(proof, NewPassphrase(context, _proof.ReadsStdin(line)));
        }
        catch
        {
            proof.Dispose();
            throw;
        }
    }

    /// <summary>The new passphrase, from standard input or from the terminal, twice.</summary>
    internal static SecretValue NewPassphrase(CommandContext context, bool fromStdin)
    {
        if (fromStdin)
            return new KeyInput(context).NextLine("new passphrase");
        return context.MayAsk
            ? KeyInput.NewPassphrase(context.Prompt)
            : throw new SecretsException(ErrorCode.Invalid, "there is no terminal to ask for a new passphrase on", "--passphrase-stdin");
    }
}
