using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets history</c>: the versions of a secret, never a value.</summary>
internal sealed class HistoryCommand : Command
{
    public override CommandSyntax Syntax => new("history", CommandGroup.Secrets, "List the versions of a secret, never a value")
    {
        Arguments = "NAME",
        Least = 1,
        Most = 1,
        Completes = Completes.SecretNames,
        Details = ["A deleted secret has its history still. 'rollback' brings a version back."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        SecretPath path = SecretPath.Parse(line[0], context.Scope);
        IReadOnlyList<VersionEntry> versions = context.Call(daemon => daemon.WholeHistoryAsync(new HistoryRequest(path.Name, path.Scope), CancellationToken.None));
        if (context.Json)
            WriteJson(context, versions);
        else
            WriteTable(context, versions);
        return ExitCodes.Done;
    }

    private static void WriteTable(CommandContext context, IReadOnlyList<VersionEntry> versions)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        TextTable table = new("VERSION", "KIND", "STATUS", "DIGEST", "WRITTEN", "DESCRIPTION");
        foreach (VersionEntry version in versions)
        {
            table.Add(
                version.Version.ToString(),
                Printable.Line(version.Kind),
                version.Live ? "live" : version.Staged ? "staged" : "-",
                version.Digest is null ? "-" : Printable.Line(version.Digest[..Math.Min(16, version.Digest.Length)]),
                RelativeTime.Ago(version.CreatedAt, now),
                Printable.Line(version.Description ?? ""));
        }
        table.Write(context.Out);
    }

    private static void WriteJson(CommandContext context, IReadOnlyList<VersionEntry> versions) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach (VersionEntry version in versions)
        {
            json.WriteStartObject();
            json.WriteNumber("version", version.Version);
            json.WriteString("kind", version.Kind);
            json.WriteBoolean("live", version.Live);
            json.WriteBoolean("staged", version.Staged);
            json.WriteString("digest", version.Digest);
            json.WriteString("createdAt", version.CreatedAt);
            json.WriteString("description", version.Description);
            json.WriteBoolean("writeOnly", version.WriteOnly);
            json.WriteBoolean("template", version.Template == true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
