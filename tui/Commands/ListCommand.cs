using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets list</c>: what there is, never a value.</summary>
internal sealed class ListCommand : Command
{
    public override CommandSyntax Syntax => new("list", CommandGroup.Secrets, "List the secrets, never a value")
    {
        Aliases = ["ls"],
        Details =
        [
            "The digest is a keyed one: it tells whether two values are the same, and nothing about them. It is '-' until the",
            "vault is unlocked again for a value that was set while it was locked.",
            "The status says so where a secret has expired or is due within two weeks.",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        IReadOnlyList<SecretEntry> secrets = context.Call(daemon => daemon.ListAsync(new ListRequest(context.Scope), CancellationToken.None)).Secrets;
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (SecretEntry secret in secrets)
                    JsonText.Write(json, secret);
                json.WriteEndArray();
            });
        }
        else if (secrets.Count == 0)
        {
            context.Messages.Note($"there are no secrets in {context.Scope}; 'secrets set NAME' adds one");
        }
        else
        {
            WriteTable(context, secrets);
        }
        return ExitCodes.Done;
    }

    private static void WriteTable(CommandContext context, IReadOnlyList<SecretEntry> secrets)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        TextTable table = new("NAME", "DIGEST", "STATUS", "UPDATED", "DESCRIPTION");
        foreach (SecretEntry secret in secrets)
        {
            table.Add(
                secret.Name,
                secret.Digest is null ? "-" : Printable.Line(secret.Digest[..Math.Min(16, secret.Digest.Length)]),
                Status(secret, now),
                RelativeTime.Ago(secret.UpdatedAt, now),
                Printable.Line(secret.Description ?? ""));
        }
        table.Write(context.Out);
    }

    private static string Status(SecretEntry secret, DateTimeOffset now)
    {
        string status = Printable.Line(secret.Status);
        if (secret.ExpiresAt is not { } due || due > now + SecretsCheck.DueSoon)
            return status;
        return due <= now ? $"{status}, expired" : $"{status}, due {RelativeTime.When(due, now)}";
    }
}
