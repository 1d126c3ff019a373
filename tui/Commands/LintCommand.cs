using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets lint</c>: what would fail or leak in run configurations and templates.</summary>
internal sealed class LintCommand : Command
{
    private readonly Option _format = new("format", "what FILE is, where name and content leave doubt: dstack, truss, runpod, fly, secrets or text") { Value = "NAME" };

    public override CommandSyntax Syntax => new("lint", CommandGroup.Runs, "Look for missing secrets and pasted credentials in files")
    {
        Arguments = "FILE…",
        Least = 1,
        Most = int.MaxValue,
        Completes = Completes.Files,
        Options = [_format],
        Details =
        [
            "A FILE that surely is a run configuration, by its name or by what is in it, is read as 'secrets run' reads it. Any",
            "other, and with --format text every one, is read as 'secrets inject' reads it: its own grammar and other double braces",
            "are not our business. Each finding is a line, FILE:LINE:COLUMN and what is wrong: missing (no such secret), illegal (it",
            "cannot be read) or credential (it looks like a pasted one).",
            "",
            "Exit codes: 0 when nothing was found, 1 when something was; 3 when a FILE is not there and 2 when it cannot be read,",
            "whatever was found in the others. Works while the vault is locked.",
        ],
        Examples = ["secrets lint .dstack.yml fly.toml", "secrets lint -e prod config.yaml --json"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        List<(string File, LintFinding Finding)> all = [];
        int? trouble = null;
        SecretsException? unclear = null;
        SecretScope? rest = null;
        try
        {
            rest = context.Scope;
        }
        catch (SecretsException exception)
        {
            // The nearest secrets.yml may be one of these very files, of which the daemon finds more.
            unclear = exception;
        }
        (string? project, string? environment) = context.AskedScope(static _ => false);
        foreach (string path in line.Arguments)
        {
            ConfigurationFile file;
            try
            {
                file = ConfigurationFile.Read(context, path);
            }
            catch (SecretsException exception)
            {
                Complain(exception);
                continue;
            }
            LintReply reply = context.Call(daemon => daemon.LintAsync(new LintRequest(file.Text, file.Name, line.Value(_format), project, environment, rest), CancellationToken.None));
            if (unclear is not null && reply.Findings.Count == 0)
                Complain(unclear);
            foreach (LintFinding finding in reply.Findings)
                all.Add((path, finding));
        }
        if (context.Json)
            WriteJson(context, all);
        foreach ((string file, LintFinding finding) in context.Json ? [] : all)
            context.Out.WriteLine($"{Printable.Line(file)}:{finding.Line}:{finding.Column}: {finding.Kind}: {Printable.Line(finding.Message)}");
        return trouble ?? (all.Count == 0 ? ExitCodes.Done : ExitCodes.Failure);

        void Complain(SecretsException exception)
        {
            context.Messages.Error(exception);
            // 1 says that something was found.
            trouble ??= exception.Code == ErrorCode.NotFound ? ExitCodes.Of(exception.Code) : ExitCodes.Usage;
        }
    }

    private static void WriteJson(CommandContext context, List<(string File, LintFinding Finding)> findings) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach ((string file, LintFinding finding) in findings)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
            json.WriteString("kind", finding.Kind);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
