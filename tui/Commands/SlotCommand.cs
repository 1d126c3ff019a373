using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets slot</c>: the ways to open the vault.</summary>
internal sealed class SlotCommand : Command
{
    private readonly ProofOptions _proof = new();
    private readonly Option _label = new("label", "what to call the new slot") { Value = "TEXT" };

    public override CommandSyntax Syntax => new("slot", CommandGroup.Vault, "List, add or remove the keys that open the vault")
    {
        Arguments = "list|add passphrase|add key-file FILE|remove SLOT",
        Least = 1,
        Most = 3,
        Completes = Completes.Words,
        Words = ["list", "add", "remove"],
        Options = [.. _proof.All, _label],
        Details =
        [
            "Any one of them opens the vault. To add or remove one, you prove yourself with one that opens it already, even while the",
            "vault is unlocked. The last one cannot be removed. A key file that does not exist is made.",
        ],
        Examples = ["secrets slot list", "secrets slot add key-file /media/stick/secrets.key --label stick", "secrets slot remove 7"],
    };

    public override int Run(CommandContext context, ParsedLine line) => line.Arguments switch
    {
        ["list" or "ls"] => List(context),
        ["add", "passphrase"] => AddPassphrase(context, line),
        ["add", "key-file", string file] => AddKeyFile(context, line, file),
        ["remove" or "rm", string id] => Remove(context, line, id),
        _ => throw new SecretsException(ErrorCode.Invalid, "'slot' needs another word here", $"secrets slot {Syntax.Arguments}"),
    };

    private static int List(CommandContext context)
    {
        SlotText.Write(context, context.Call(daemon => daemon.SlotsAsync(CancellationToken.None)).Slots);
        return ExitCodes.Done;
    }

    private int AddPassphrase(CommandContext context, ParsedLine line)
    {
        ISecretsDaemon daemon = context.Daemon.Connect();
        using KeyProof proof = _proof.Read(context, line, daemon);
        using SecretValue passphrase = PassphraseCommand.NewPassphrase(context, _proof.ReadsStdin(line));
        _ = daemon.AddSlotAsync(new AddSlotRequest(proof, KeySource.Passphrase, passphrase, line.Value(_label)), CancellationToken.None).Result();
        return context.Done();
    }

    private int AddKeyFile(CommandContext context, ParsedLine line, string file)
    {
        ISecretsDaemon daemon = context.Daemon.Connect();
        using KeyProof proof = _proof.Read(context, line, daemon);
        using SecretValue key = KeyFiles.New(file, out bool made);
        try
        {
            _ = daemon.AddSlotAsync(new AddSlotRequest(proof, KeySource.KeyFile, key, line.Value(_label)), CancellationToken.None).Result();
        }
        catch when (made)
        {
            File.Delete(file);
            throw;
        }
        if (made)
            context.Messages.Note($"the key is in {file}");
        return context.Done();
    }

    private int Remove(CommandContext context, ParsedLine line, string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            throw new SecretsException(ErrorCode.Invalid, "a slot is named by its number", "secrets slot list");
        ISecretsDaemon daemon = context.Daemon.Connect();
        SlotEntry? slot = daemon.SlotsAsync(CancellationToken.None).Result().Slots.FirstOrDefault(slot => slot.Id == id)
            ?? throw new SecretsException(ErrorCode.NotFound, $"no slot {id}", "secrets slot list");
        if (!Answers.Confirm(context, $"Remove {SlotText.Of(slot)}?"))
        {
            context.Messages.Note("nothing was removed");
            return ExitCodes.Failure;
        }
        using RemoveSlotRequest request = new(_proof.Read(context, line, daemon), id);
        daemon.RemoveSlotAsync(request, CancellationToken.None).Result();
        return context.Done();
    }
}
