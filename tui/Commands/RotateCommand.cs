using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets rotate</c>: new keys.</summary>
internal sealed class RotateCommand : Command
{
    private readonly Option _all = new("all", "the whole vault: its identity and every environment");

    public override CommandSyntax Syntax => new("rotate", CommandGroup.Vault, "Give an environment, or the whole vault, new keys")
    {
        Options = [_all],
        Details =
        [
            "Values and versions stay as they are; only the keys to them change. Others go on reading and writing meanwhile, and what",
            "a crash or a lock interrupts goes on when the vault is unlocked again. All that opens the vault opens it afterwards.",
            "Rotate when a copy of the vault and a key to it may be in strange hands, and replace the secrets themselves, too.",
        ],
        Examples = ["secrets rotate -p llm -e production", "secrets rotate --all"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        bool all = line.Has(_all);
        RotateRequest request = new(all ? null : context.Scope, all);
        RotateReply reply = context.CallLong(daemon => daemon.RotateAsync(request, CancellationToken.None));
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("ok", true);
                json.WriteNumber("environments", reply.Environments);
                json.WriteNumber("dataKeys", reply.DataKeys);
                json.WriteEndObject();
            });
            return ExitCodes.Done;
        }
        context.Messages.Note($"{reply.Environments} new key pairs, {reply.DataKeys} data keys sealed to them");
        return context.Done();
    }
}
