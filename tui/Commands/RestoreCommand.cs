using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets restore</c>: brings a backup back.</summary>
internal sealed class RestoreCommand : Command
{
    private readonly ProofOptions _key = new();
    private readonly Option _replace = new("replace", "put the backup in the place of the vault that is there");

    public override CommandSyntax Syntax => new("restore", CommandGroup.Vault, "Bring a backup back, here or on another machine")
    {
        Arguments = "FILE",
        Least = 1,
        Most = 1,
        Completes = Completes.Files,
        Options = [_replace, .. _key.All],
        Details =
        [
            "Asks for a key that opened the vault when the backup was made. All of the file is checked before anything changes; a",
            "vault that is replaced is kept beside the new one. Values, versions, digests and audit log are as they were.",
        ],
        Examples = ["secrets restore ~/secrets.backup", "secrets restore --replace --recovery ~/secrets.backup"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        bool replace = line.Has(_replace);
        if (context.Daemon.Connect().StatusAsync(CancellationToken.None).Result().Initialized)
        {
            if (!replace)
                throw new SecretsException(ErrorCode.Conflict, "there is a vault already", "--replace puts the backup in its place");
            if (!Answers.TypesWord(context, "The backup takes the place of this vault, and what was written since it was made is gone from it.", "replace"))
            {
                context.Messages.Note("nothing was changed");
                return ExitCodes.Failure;
            }
        }
        using RestoreRequest request = new(Path.GetFullPath(line[0], context.Folder()), _key.ReadForBackup(context, line), replace);
        BackupReply reply = context.CallLong(daemon => daemon.RestoreAsync(request, CancellationToken.None));
        if (reply.Replaced is { } aside && !context.Json)
            context.Messages.Note($"the vault from before is in {aside}; delete it when you miss nothing");
        return BackupCommand.WriteDone(context, reply);
    }
}
