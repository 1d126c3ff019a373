using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets status</c>: how vault and daemon are.</summary>
internal sealed class StatusCommand : Command
{
    public override CommandSyntax Syntax => new("status", CommandGroup.Vault, "Show whether the vault is locked, and which daemon holds it");

    public override int Run(CommandContext context, ParsedLine line)
    {
        VaultStatus status = context.Daemon.Connect().StatusAsync(CancellationToken.None).Result();
        StatusText.Write(context, status);
        return ExitCodes.Done;
    }
}
