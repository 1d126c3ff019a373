using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets backup</c>: the whole vault in one encrypted file.</summary>
internal sealed class BackupCommand : Command
{
    private readonly Option _force = new("force", "replace a file of this name");

    public override CommandSyntax Syntax => new("backup", CommandGroup.Vault, "Write the whole vault into one encrypted file")
    {
        Arguments = "FILE",
        Least = 1,
        Most = 1,
        Completes = Completes.Files,
        Options = [_force],
        Details =
        [
            "All projects, versions and the audit log, as encrypted as the vault itself; the file is verified after it was written.",
            "It opens with the keys that open the vault now: passphrase, key file, recovery key. Works while the vault is locked.",
        ],
        Examples = ["secrets backup ~/secrets.backup", "secrets restore ~/secrets.backup"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        BackupRequest request = new(Path.GetFullPath(line[0], context.Folder()), line.Has(_force));
        BackupReply reply = context.CallLong(daemon => daemon.BackupAsync(request, CancellationToken.None));
        if (!context.Json)
            context.Messages.Note($"{reply.Values} values of {reply.Records} records and {reply.AuditEntries} audit entries in {reply.Bytes} bytes, verified");
        return WriteDone(context, reply);
    }

    /// <summary>Says that it is done; as JSON with what was counted.</summary>
    internal static int WriteDone(CommandContext context, BackupReply reply)
    {
        if (!context.Json)
            return context.Done();
        JsonText.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("ok", true);
            json.WriteNumber("bytes", reply.Bytes);
            json.WriteNumber("records", reply.Records);
            json.WriteNumber("values", reply.Values);
            json.WriteNumber("auditEntries", reply.AuditEntries);
            json.WriteString("replaced", reply.Replaced);
            json.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}
