using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets rollback</c>: an old value as a new version.</summary>
internal sealed class RollbackCommand : Command
{
    private readonly Option _to = new("to", "the version to bring back; 'history' lists them") { Value = "VERSION" };
    private readonly Option _stage = new("stage", "keep it for a later deploy");

    public override CommandSyntax Syntax => new("rollback", CommandGroup.Secrets, "Bring an old value back as a new version")
    {
        Arguments = "NAME",
        Least = 1,
        Most = 1,
        Completes = Completes.SecretNames,
        Options = [_to, _stage],
        Details = ["The value is shown to nobody, so this works for write-only secrets too, and for deleted ones."],
        Examples = ["secrets rollback hf_token --to 3"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        SecretPath path = SecretPath.Parse(line[0], context.Scope);
        if (!int.TryParse(line.Value(_to), out int to) || to < 1)
            throw new SecretsException(ErrorCode.Invalid, "--to needs the number of a version", $"secrets history {path.Name}");
        RollbackReply reply = context.Call(daemon => daemon.RollbackAsync(new RollbackRequest(path.Name, to, path.Scope, line.Has(_stage)), CancellationToken.None));
        if (!context.Json)
            return context.Done();
        JsonText.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteString("name", path.Name);
            json.WriteNumber("version", reply.Version);
            json.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}
