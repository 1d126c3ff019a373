using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets undo</c>: takes the last change of the environment back.</summary>
internal sealed class UndoCommand : Command
{
    private const int MostNames = 5;

    public override CommandSyntax Syntax => new("undo", CommandGroup.Secrets, "Undo the last change of the environment's secrets, whatever it was")
    {
        Details =
        [
            "It undoes what one command did: set, delete, import, rollback, deploy, discard and the like, with all the secrets",
            "that it touched. 'undo' once more does it again. A project or an environment that was deleted stays deleted.",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        UndoReply reply = context.Call(daemon => daemon.UndoAsync(new UndoRequest(context.Scope), CancellationToken.None));
        if (context.Json)
            WriteJson(context, reply);
        else if (!context.Quiet)
            WriteText(context, reply);
        return ExitCodes.Done;
    }

    private static void WriteText(CommandContext context, UndoReply reply)
    {
        string names = string.Join(", ", reply.Secrets.Take(MostNames).Select(static secret => secret.Name));
        string more = reply.Secrets.Count > MostNames ? $" and {reply.Secrets.Count - MostNames} more" : "";
        string ago = RelativeTime.Ago(reply.At, context.Clock.GetUtcNow());
        context.Out.WriteLine(Printable.Line($"{(reply.Redone ? "redone" : "undone")}: {reply.Change} {names}{more} ({(reply.Redone ? "undone " : "")}{ago})"));
        foreach (UndoneSecret secret in reply.Secrets)
            context.Out.WriteLine(Printable.Line($"{Path(context, secret)}: {(secret.Version > 0 ? $"{secret.Status}, version {secret.Version}" : secret.Status)}"));
    }

    /// <summary>A move touches two environments: whatever lies elsewhere says so.</summary>
    private static string Path(CommandContext context, UndoneSecret secret) =>
        secret.Scope == context.Scope ? secret.Name : new SecretPath(secret.Scope, secret.Name).ToString();

    private static void WriteJson(CommandContext context, UndoReply reply) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteString("change", reply.Change);
        json.WriteBoolean("redone", reply.Redone);
        json.WriteString("at", reply.At);
        json.WriteStartArray("secrets");
        foreach (UndoneSecret secret in reply.Secrets)
        {
            json.WriteStartObject();
            json.WriteString("name", secret.Name);
            json.WriteString("project", secret.Scope.Project);
            json.WriteString("environment", secret.Scope.Environment);
            json.WriteString("status", secret.Status);
            json.WriteNumber("version", secret.Version);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
