using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>The options by which a command that changes the ways into the vault gets a key that opens it already.</summary>
internal sealed class ProofOptions
{
    private readonly Option _passphraseStdin = new("passphrase-stdin", "read passphrases from standard input, one a line: the present one first");
    private readonly Option _keyFile = new("key-file", "prove yourself with this key file") { Value = "FILE", Completes = Completes.Files };
    private readonly Option _recovery = new("recovery", "prove yourself with the recovery key");

    /// <summary>For the command's table.</summary>
    public IReadOnlyList<Option> All => [_passphraseStdin, _keyFile, _recovery];

    /// <summary>Whether passphrases come from standard input.</summary>
    public bool ReadsStdin(ParsedLine line) => line.Has(_passphraseStdin);

    /// <summary>Gets the key; asks for the passphrase where no option says otherwise.</summary>
    /// <exception cref="SecretsException">Invalid: it cannot be had.</exception>
    public KeyProof Read(CommandContext context, ParsedLine line, ISecretsDaemon daemon)
    {
        if (Given(context, line) is { } given)
            return given;
        VaultStatus status = daemon.StatusAsync(CancellationToken.None).Result();
        if (!status.Initialized)
            throw new SecretsException(ErrorCode.NotFound, "there is no vault yet", "secrets init");
        if (!status.MayOpenWithPassphrase)
            throw new SecretsException(ErrorCode.Invalid, "no passphrase opens this vault", status.OpensWith!.Contains(KeySource.KeyFile) ? "--key-file FILE" : "--recovery");
        KeyProof proof = new(KeySource.Passphrase, new KeyInput(context).Passphrase());
        try
        {
            // Before somebody invents a new passphrase for nothing.
            _ = daemon.TryKeyAsync(proof, CancellationToken.None).Result();
            return proof;
        }
        catch
        {
            proof.Dispose();
            throw;
        }
    }

    /// <summary>Gets a key of the vault in a backup, of which nothing is known yet; asks for the passphrase where no option says otherwise.</summary>
    public KeyProof ReadForBackup(CommandContext context, ParsedLine line) =>
        Given(context, line) ?? new KeyProof(KeySource.Passphrase, new KeyInput(context).Passphrase());

    private KeyProof? Given(CommandContext context, ParsedLine line)
    {
        KeyInput input = new(context);
        if (line.Value(_keyFile) is { } file)
            return new KeyProof(KeySource.KeyFile, ValueReader.FromFile(file));
        if (line.Has(_recovery))
            return new KeyProof(KeySource.Recovery, input.Recovery());
        return line.Has(_passphraseStdin) ? new KeyProof(KeySource.Passphrase, input.NextLine("passphrase")) : null;
    }
}
