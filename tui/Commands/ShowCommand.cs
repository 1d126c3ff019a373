using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets show</c>: everything about a secret but its value.</summary>
internal sealed class ShowCommand : Command
{
    private readonly Option _explain = new("explain", "tell instead what decided about project, environment and where the secret comes from");

    public override CommandSyntax Syntax => new("show", CommandGroup.Secrets, "Show everything about a secret but its value")
    {
        Arguments = "NAME",
        Least = 1,
        Most = 1,
        Completes = Completes.SecretNames,
        Options = [_explain],
        Details = ["It tells, too, where the secret is used: the last twenty programs that got it, by what the audit log says."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (line.Has(_explain))
            return SecretExplanation.Write(context, line[0]);
        SecretPath path = SecretPath.Parse(line[0], context.Scope);
        SecretEntry secret = context.Call(daemon => daemon.DescribeAsync(new DescribeRequest(path.Name, path.Scope), CancellationToken.None));
        UsesReply uses = context.Call(daemon => daemon.UsesAsync(new DescribeRequest(path.Name, path.Scope), CancellationToken.None));
        if (context.Json)
            JsonText.Write(context.Out, json => JsonText.Write(json, secret, more: output => SecretUses.Write(output, uses)));
        else
            WriteText(context, path, secret, UsedIn(context, path), uses);
        return ExitCodes.Done;
    }

    /// <summary>The templates of the same environment that refer to it.</summary>
    private static string UsedIn(CommandContext context, SecretPath path)
    {
        ListReply all = context.Call(daemon => daemon.ListAsync(new ListRequest(path.Scope), CancellationToken.None));
        return string.Join(", ", all.Secrets.Where(other => other.References?.Contains(path.Name) == true).Select(static other => other.Name));
    }

    private static void WriteText(CommandContext context, SecretPath path, SecretEntry secret, string usedIn, UsesReply uses)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        Line("name", secret.Name);
        Line("scope", path.Scope.ToString());
        Line("status", secret.Status);
        Line("version", secret.Version.ToString());
        Line("digest", secret.Digest ?? (secret.Version == 0 ? "none until it is deployed" : "not known until the vault is unlocked again"));
        Line("created", Time(secret.CreatedAt));
        Line("updated", Time(secret.UpdatedAt));
        Line("last used", secret.LastUsedAt is { } used ? $"{Time(used)}, {secret.LastUsedBy}" : null);
        Line("expires", secret.ExpiresAt is { } expires ? Time(expires) : null);
        Line("read back", secret.WriteOnly ? "no, only a run may use it" : "yes");
        Line("template", secret.References switch { null => null, [] => "yes, and refers to nothing", { } names => $"yes, of {string.Join(", ", names)}" });
        Line("used in", usedIn);
        Line("tags", secret.Tags is { Count: > 0 } tags ? string.Join(", ", tags) : null);
        Line("description", secret.Description);
        for (int i = 0; i < uses.Uses.Count; i++)
            Line(i == 0 ? "used" : "", SecretUses.Text(uses.Uses[i], now));
        if (uses.Uses.Count > 0 && uses.Since is { } since)
            Line("", $"counted since {Time(since)}");

        string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC ({RelativeTime.When(time, now)})";

        void Line(string label, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                context.Out.WriteLine($"{label,-12} {Printable.Line(text)}");
        }
    }
}
