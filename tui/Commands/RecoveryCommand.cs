using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets recovery</c>: a key to be written down, for the day on which everything else is lost.</summary>
internal sealed class RecoveryCommand : Command
{
    private readonly ProofOptions _proof = new();
    private readonly Option _stdout = new("stdout", "print the key to standard output, not to the terminal");
    private readonly Option _replace = new("replace", "recovery keys made before open the vault no more");
    private readonly Option _label = new("label", "what to call its slot") { Value = "TEXT" };

    public override CommandSyntax Syntax => new("recovery", CommandGroup.Vault, "Make a recovery key, or try the one you have")
    {
        Arguments = "[test]",
        Most = 1,
        Completes = Completes.Words,
        Words = ["test"],
        Options = [.. _proof.All, _stdout, _replace, _label],
        Details =
        [
            "Shows the key once, on the terminal; write it down and keep it elsewhere. Whoever has it opens the vault, and every",
            "backup made since. 'recovery test' asks for the key and says whether it opens this vault; nothing changes.",
        ],
        Examples = ["secrets recovery", "secrets recovery test", "secrets unlock --recovery"],
    };

    public override int Run(CommandContext context, ParsedLine line) => line.Arguments switch
    {
        [] => Make(context, line),
        ["test"] => Test(context),
        _ => throw new SecretsException(ErrorCode.Invalid, $"'recovery {Names.Printable(line[0])}' means nothing", "recovery, or recovery test"),
    };

    private int Make(CommandContext context, ParsedLine line)
    {
        bool toStdout = line.Has(_stdout);
        if (!toStdout && !context.Prompt.IsAvailable)
            throw new SecretsException(ErrorCode.Invalid, "there is no terminal to show the recovery key on", "--stdout");
        ISecretsDaemon daemon = context.Daemon.Connect();
        using RecoveryRequest request = new(_proof.Read(context, line, daemon), line.Has(_replace), line.Value(_label));
        using RecoveryReply reply = daemon.RecoveryAsync(request, CancellationToken.None).Result();
        if (toStdout)
        {
            context.Out.Write(reply.Key.Span);
            context.Out.Write("\n"u8);
            return ExitCodes.Done;
        }
        context.Prompt.Say("Write this recovery key down; it is shown once, and nothing else holds it:\n");
        context.Prompt.Show(reply.Key);
        context.Prompt.Say("\nO is 0, I and L are 1; capitals and hyphens do not matter. Try what you wrote down: secrets recovery test");
        return context.Done();
    }

    private static int Test(CommandContext context)
    {
        ISecretsDaemon daemon = context.Daemon.Connect();
        using KeyProof key = new(KeySource.Recovery, new KeyInput(context).Recovery());
        SlotEntry slot = daemon.TryKeyAsync(key, CancellationToken.None).Result();
        context.Messages.Note($"it opens this vault: {SlotText.Of(slot)}");
        return context.Done();
    }
}
