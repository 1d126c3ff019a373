using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets check</c>: fails where something needs a person's attention.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Option _due = new("due", "how soon a secret may expire: 14d (the default), 12h, a date, or never") { Value = "TIME" };

    public override CommandSyntax Syntax => new("check", CommandGroup.Vault, "Report secrets that have expired or are due")
    {
        Options = [_due],
        Details =
        [
            "Ends with 1 where there is something to report, so that a script or a timer can tell.",
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
        SecretsCheck secrets = new(context, now, due);
        secrets.Run();
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartObject();
                secrets.WriteJson(json);
                json.WriteEndObject();
            });
        }
        else
        {
            secrets.WriteText();
        }
        return secrets.IsGood ? ExitCodes.Done : ExitCodes.Failure;
    }
}
