using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets list</c>: what there is, never a value.</summary>
internal sealed class ListCommand : Command
{
    private readonly Option _inherited = new("inherited", "also what the environment inherits: all that a run gets, and from where") { Short = 'i' };

    public override CommandSyntax Syntax => new("list", CommandGroup.Secrets, "List the secrets, never a value")
    {
        Aliases = ["ls"],
        Options = [_inherited],
        Details =
        [
            "The digest is a keyed one: it tells whether two values are the same, and nothing about them. It is '-' until the",
            "vault is unlocked again for a value that was set while it was locked.",
            "The status says so where a secret has expired or is due within two weeks.",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        List<ListedSecret> secrets = line.Has(_inherited) ? InheritedSecrets.List(context) : Own(context);
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (ListedSecret secret in secrets)
                    JsonText.Write(json, secret.Entry, secret.Environment);
                json.WriteEndArray();
            });
        }
        else if (secrets.Count == 0)
        {
            context.Messages.Note(!line.Has(_inherited) && InheritedSecrets.List(context).Count is var inherited and > 0
                ? $"{context.Scope} has no secrets of its own and inherits {inherited}; 'secrets list --inherited' lists them"
                : $"there are no secrets in {context.Scope}; 'secrets set NAME' adds one");
        }
        else
        {
            WriteTable(context, secrets);
        }
        return ExitCodes.Done;
    }

    private static List<ListedSecret> Own(CommandContext context)
    {
        List<ListedSecret> own = [];
        foreach (SecretEntry entry in context.Call(daemon => daemon.ListAsync(new ListRequest(context.Scope), CancellationToken.None)).Secrets)
            own.Add(new ListedSecret(entry, null));
        return own;
    }

    private static void WriteTable(CommandContext context, List<ListedSecret> secrets)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        bool from = secrets.Exists(static secret => secret.Environment is not null);
        TextTable table = from ? new("NAME", "DIGEST", "STATUS", "FROM", "UPDATED", "DESCRIPTION") : new("NAME", "DIGEST", "STATUS", "UPDATED", "DESCRIPTION");
        foreach ((SecretEntry secret, string? environment) in secrets)
        {
            string digest = secret.Digest is null ? "-" : Printable.Line(secret.Digest[..Math.Min(16, secret.Digest.Length)]);
            string updated = RelativeTime.Ago(secret.UpdatedAt, now);
            string description = Printable.Line(secret.Description ?? "");
            if (from)
                table.Add(secret.Name, digest, Status(secret, now), environment ?? "", updated, description);
            else
                table.Add(secret.Name, digest, Status(secret, now), updated, description);
        }
        table.Write(context.Out);
    }

    private static string Status(SecretEntry secret, DateTimeOffset now)
    {
        string status = secret.References is null ? Printable.Line(secret.Status) : $"{Printable.Line(secret.Status)}, template";
        if (secret.ExpiresAt is not { } due || due > now + SecretsCheck.DueSoon)
            return status;
        return due <= now ? $"{status}, expired" : $"{status}, due {RelativeTime.When(due, now)}";
    }
}
