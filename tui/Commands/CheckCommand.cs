using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets check</c>: fails where something needs a person's attention.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Option _due = new("due", "how soon a secret may expire: 14d (the default), 12h, a date, or never") { Value = "TIME" };
    private readonly Option _unused = new("unused", "how long unused is too long: 90d (the default), 52w, or never") { Value = "TIME" };

    public override CommandSyntax Syntax => new("check", CommandGroup.Vault, "Check the vault for damage, and for secrets that are due or unused")
    {
        Options = [_due, _unused],
        Details =
        [
            "Looks at every record, every value and the whole audit log, and opens every value where the vault is unlocked.",
            "Then it looks for secrets that have expired, are due or were long unused: everywhere, or in the environment that -p",
            "or -e names. One is unused where neither a run nor a get has used its value, nor anybody set it, for so long.",
            "Ends with 8 where something is not what was written, and names it; with 1 where a secret has expired, is due or unused.",
        ],
        Examples = ["secrets check", "secrets check --due 30d --unused never --json"],
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
        DateTimeOffset? unused = line.Value(_unused) switch
        {
            null => now - SecretsCheck.LongUnused,
            "never" => null,
            { } text => now - (Expiry.Parse(text, now) - now),
        };
        SecretScope? scope = line.Has(GlobalOptions.Project) || line.Has(GlobalOptions.Environment) ? context.Scope : null;
        SecretsCheck secrets = new(context, new DueRequest(due, unused, scope));
        StoreCheck store = new(context);
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
