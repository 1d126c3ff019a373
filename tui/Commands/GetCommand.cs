using System.Text.Unicode;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets get</c>: a value, exactly.</summary>
internal sealed class GetCommand : Command
{
    private readonly Option _resolved = new("resolved", "a template as a run gets it, with the values that it refers to");

    public override CommandSyntax Syntax => new("get", CommandGroup.Secrets, "Print a value, exactly as it was set")
    {
        Arguments = "NAME…",
        Least = 1,
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Options = [_resolved],
        Details =
        [
            "A newline is added only on a terminal. Several values have no plain form that could be taken apart again, so several",
            "names need --json: an object of names and values; a value that is no text is {\"base64\": \"…\"}.",
        ],
        Examples = ["secrets get hf_token", "secrets get tls_key > key.pem", "secrets get user password --json"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        NamesInScope asked = NamesInScope.Parse(line.Arguments, context.Scope);
        if (asked.Names.Count > 1 && !context.Json)
            throw new SecretsException(ErrorCode.Invalid, "several values cannot be told apart in plain output", "add --json, or ask for one");
        using GetReply reply = context.Call(daemon => daemon.GetAsync(new GetRequest(asked.Names, asked.Scope, line.Has(_resolved)), CancellationToken.None));
        if (context.Json)
        {
            WriteJson(context, reply.Secrets);
            return ExitCodes.Done;
        }
        context.Out.Write(reply.Secrets[0].Value.Span);
        if (context.Out.IsTerminal)
            context.Out.Write("\n"u8);
        return ExitCodes.Done;
    }

    private static void WriteJson(CommandContext context, IReadOnlyList<NamedValue> secrets) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartObject();
        foreach (NamedValue secret in secrets)
        {
            if (Utf8.IsValid(secret.Value.Span) && !secret.Value.HasNul)
            {
                json.WriteString(secret.Name, secret.Value.Span);
                continue;
            }
            json.WriteStartObject(secret.Name);
            json.WriteBase64String("base64", secret.Value.Span);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    });
}
