using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets diff</c>: which values differ, and none of them.</summary>
internal sealed class DiffCommand : Command
{
    private const int Same = 0;
    private const int Different = 1;
    private const int Trouble = 2;

    private readonly Option _staged = new("staged", "compare what is live with what a deploy would make of it");

    public override CommandSyntax Syntax => new("diff", CommandGroup.Secrets, "Tell which values differ, and show none")
    {
        Arguments = "A B | --staged [NAME…]",
        Least = 0,
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Options = [_staged],
        Details =
        [
            "A and B are two environments (ENVIRONMENT or PROJECT/ENVIRONMENT), with what they inherit; names after them limit",
            "the comparison. Or they are two versions of a secret: NAME@1 and NAME@3, where NAME alone is the live one.",
            "Ends with 0 where all is the same, with 1 where something differs, and with 2 where that cannot be told.",
            "A write-only secret is compared by its digest and never opened: between two projects that is refused, with 5.",
        ],
        Examples = ["secrets diff dev prod", "secrets diff llm/dev llm/prod hf_token", "secrets diff hf_token@2 hf_token", "secrets diff --staged"],
    };

    public override int ExitCodeOf(ErrorCode code) => code == ErrorCode.Refused ? base.ExitCodeOf(code) : Trouble;

    public override int Run(CommandContext context, ParsedLine line)
    {
        DiffRequest request = Request(context, line);
        IReadOnlyList<DiffEntry> secrets = context.Call(daemon => daemon.DiffAsync(request, CancellationToken.None)).Secrets;
        if (context.Json)
            WriteJson(context, request, secrets);
        else
            WriteText(context, request, secrets);
        return secrets.All(static secret => secret.Result == "same") ? Same : Different;
    }

    private DiffRequest Request(CommandContext context, ParsedLine line)
    {
        if (line.Has(_staged))
        {
            NamesInScope? asked = line.Count == 0 ? null : NamesInScope.Parse(line.Arguments, context.Scope);
            SecretScope scope = asked?.Scope ?? context.Scope;
            return new DiffRequest(new DiffSide(scope), new DiffSide(scope, Staged: true), asked?.Names);
        }
        if (line.Count < 2)
            throw new SecretsException(ErrorCode.Invalid, "two things are compared", "secrets diff --help");
        if (line[0].Contains('@') || line[1].Contains('@'))
            return Versions(context, line);
        return new DiffRequest(Environment(context, line[0]), Environment(context, line[1]), line.Count == 2 ? null : line.Arguments[2..]);
    }

    private static DiffRequest Versions(CommandContext context, ParsedLine line)
    {
        (SecretPath Path, int? Number) a = Version(context, line[0]), b = Version(context, line[1]);
        if (a.Path.Name != b.Path.Name || line.Count > 2)
            throw new SecretsException(ErrorCode.Invalid, "versions of one secret are compared", "secrets diff NAME@1 NAME@3");
        return new DiffRequest(new DiffSide(a.Path.Scope, a.Number), new DiffSide(b.Path.Scope, b.Number), [a.Path.Name]);
    }

    private static (SecretPath Path, int? Number) Version(CommandContext context, string text)
    {
        int at = text.IndexOf('@');
        if (at < 0)
            return (SecretPath.Parse(text, context.Scope), null);
        if (!int.TryParse(text.AsSpan(at + 1), System.Globalization.NumberStyles.None, null, out int number) || number == 0)
            throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(text[(at + 1)..])}' is no version", "secrets diff NAME@1 NAME@3");
        return (SecretPath.Parse(text[..at], context.Scope), number);
    }

    private static DiffSide Environment(CommandContext context, string text)
    {
        string[] parts = text.Split('/');
        return parts.Length > 2
            ? throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(text)}' is no environment", "ENVIRONMENT or PROJECT/ENVIRONMENT")
            : new DiffSide(new SecretScope(parts.Length == 2 ? parts[0] : context.Scope.Project, parts[^1]));
    }

    /// <summary>Only what differs, as <c>diff</c> has it: <c>-</c> only in A, <c>+</c> only in B, <c>~</c> different in both.</summary>
    private static void WriteText(CommandContext context, DiffRequest request, IReadOnlyList<DiffEntry> secrets)
    {
        foreach (DiffEntry secret in secrets)
        {
            (string mark, string text) = secret.Result switch
            {
                "same" => ("", ""),
                "only-a" => ("-", $"only in {Name(request.A)}"),
                "only-b" => ("+", $"only in {Name(request.B)}"),
                _ => ("~", "****** → ******"),
            };
            if (mark.Length > 0)
                context.Out.WriteLine($"{mark} {Printable.Line(secret.Name)}  {text}");
        }
    }

    private static string Name(DiffSide side) =>
        side.Staged ? "what is staged" : side.Version is { } number ? $"version {number}" : side.Scope?.ToString() ?? "";

    private static void WriteJson(CommandContext context, DiffRequest request, IReadOnlyList<DiffEntry> secrets) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteString("a", Name(request.A));
        json.WriteString("b", Name(request.B));
        json.WriteStartArray("secrets");
        foreach (DiffEntry secret in secrets)
        {
            json.WriteStartObject();
            json.WriteString("name", secret.Name);
            json.WriteString("result", secret.Result);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
