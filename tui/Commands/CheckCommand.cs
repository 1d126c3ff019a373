using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets check</c>: fails where something needs a person's attention.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Option _due = new("due", "how soon a secret may expire: 14d (the default), 12h, a date, or never") { Value = "TIME" };

    public override CommandSyntax Syntax => new("check", CommandGroup.Vault, "Check the whole vault for damage, and for secrets that expire")
    {
        Options = [_due],
        Details =
        [
            "Looks at every record, every value and the whole audit log, and opens every value where the vault is unlocked.",
            "Ends with 8 where something is not what was written, and names it; with 1 where a secret has expired or is due.",
        ],
        Examples = ["secrets check", "secrets check --due 30d --json"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        DateTimeOffset due = line.Value(_due) switch
        {
            null => now + SecretsCheck.DueSoon,
            "never" => now,
            { } text => Expiry.Parse(text, now),
        };
        StoreCheck store = new(context);
        SecretsCheck secrets = new(context, now, due);
        store.Run();
        // What is damaged may keep the secrets from being listed.
        if (store.IsGood)
            secrets.Run();
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartObject();
                store.WriteJson(json);
                secrets.WriteJson(json);
                json.WriteEndObject();
            });
        }
        else
        {
            store.WriteText();
            if (store.IsGood)
                secrets.WriteText();
        }
        if (!store.IsGood)
            return ExitCodes.Of(ErrorCode.Damaged);
        return secrets.IsGood ? ExitCodes.Done : ExitCodes.Failure;
    }
}
