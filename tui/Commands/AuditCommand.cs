using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Audit;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets audit</c>: who used what, and what was changed.</summary>
internal sealed class AuditCommand : Command
{
    private const int UsualLimit = 50;

    private readonly Option _limit = new("limit", "how many entries: 50 (the default), or all") { Short = 'n', Value = "COUNT" };
    private readonly Option _since = new("since", "only from this time on: 2h, 7d, or a date") { Value = "TIME" };
    private readonly Option _name = new("name", "only entries about this secret") { Value = "NAME", Completes = Completes.SecretNames };
    private readonly Option _action = new("action", "only this action: get, run, set, unlock; slot means slot-add and slot-remove") { Value = "ACTION" };
    private readonly Option _follow = new("follow", "oldest first, and go on with what happens from now on") { Short = 'f' };

    public override CommandSyntax Syntax => new("audit", CommandGroup.Vault, "Show who used which secrets and what was changed, or verify that log")
    {
        Arguments = "[log [WORD…]|verify]",
        Most = 100,
        Completes = Completes.Words,
        Words = ["log", "verify"],
        Options = [_limit, _since, _name, _action, _follow],
        Details =
        [
            "The log is written by the daemon before a value leaves it, and with each change; 'audit' alone shows its newest entries,",
            "of everything or of the project or environment that -p or -e names. Every WORD has to occur in an entry, !WORD must not.",
            "PROGRAM is what a run started, or else the program that asked. --json prints one object a line.",
            "'verify' walks all of the log, and ends with 8 where an entry is missing or not the one that was written, and names it.",
            "Both work while the vault is locked.",
        ],
        Examples = ["secrets audit", "secrets audit log --name hf_token --since 7d", "secrets audit log train !get -n all --json", "secrets audit log -f", "secrets audit verify"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        switch (line.Arguments)
        {
            case ["verify"]:
                return Verify(context);
            case ["verify", ..]:
                throw new SecretsException(ErrorCode.Invalid, "'audit verify' takes no more words", "secrets audit verify");
            case [] or ["log", ..]:
                AuditRequest request = Request(context, line);
                if (line.Has(_follow))
                    return new AuditFollower(context, request).Run(Limit(line));
                Show(context, request, Limit(line));
                return ExitCodes.Done;
            default:
                throw new SecretsException(ErrorCode.Invalid, "'audit' takes log or verify", "secrets audit log WORD finds entries with a word");
        }
    }

    private static int Verify(CommandContext context)
    {
        AuditVerifyReply reply = context.CallLong(daemon => daemon.VerifyAuditAsync(CancellationToken.None));
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("entries", reply.Entries);
                json.WriteEndObject();
            });
        }
        else if (!context.Quiet)
        {
            context.Out.WriteLine($"OK: {reply.Entries} {(reply.Entries == 1 ? "entry" : "entries")}, each as it was written, none missing");
        }
        return ExitCodes.Done;
    }

    private static void Show(CommandContext context, AuditRequest request, int limit)
    {
        AuditText text = new(context);
        int shown = 0;
        foreach (AuditRecord entry in new AuditReader(context).Read(request, limit))
        {
            shown++;
            text.Add(entry);
        }
        text.End();
        if (shown == 0)
            context.Messages.Note("the audit log has no such entry");
    }

    private AuditRequest Request(CommandContext context, ParsedLine line)
    {
        string[] words = [.. line.Arguments.Skip(1)];
        bool hasEnvironment = line.Has(GlobalOptions.Environment);
        return new AuditRequest(
            // An environment alone is that of the project that every other command would take.
            Project: hasEnvironment || line.Has(GlobalOptions.Project) ? context.Scope.Project : null,
            Environment: hasEnvironment ? context.Scope.Environment : null,
            Name: line.Value(_name),
            Action: line.Value(_action),
            Since: line.Value(_since) is { } since ? PastTime.Parse(since, context.Clock.GetUtcNow()) : null,
            Text: words.Length > 0 ? string.Join(' ', words) : null);
    }

    private int Limit(ParsedLine line) => line.Value(_limit) switch
    {
        null => UsualLimit,
        "all" => int.MaxValue,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 => count,
        _ => throw new SecretsException(ErrorCode.Invalid, "--limit takes a number from 1 on, or all"),
    };
}
