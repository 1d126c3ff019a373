using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets lock</c>: wipes every key from memory.</summary>
internal sealed class LockCommand : Command
{
    public override CommandSyntax Syntax => new("lock", CommandGroup.Vault, "Wipe the keys from memory; get and run need the passphrase again");

    public override int Run(CommandContext context, ParsedLine line)
    {
        // Where no daemon runs there is no key in memory.
        if (context.Daemon.TryConnect() is { } daemon)
            daemon.LockAsync(CancellationToken.None).Result();
        return context.Done();
    }
}
