using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets import</c>: takes the secrets of a file.</summary>
internal sealed class ImportCommand : Command
{
    private readonly Option _format = new("format", "dotenv, compose, docker, runpod, fly, json or yaml") { Value = "FORMAT" };
    private readonly Option _prefix = new("prefix", "put before each name") { Value = "TEXT" };
    private readonly Option _replace = new("replace", "write new versions of secrets that are there");
    private readonly Option _skip = new("skip", "leave secrets that are there");
    private readonly Option _dryRun = new("dry-run", "only say what would be done");
    private readonly Option _deleteSource = new("delete-source", "then overwrite FILE and delete it; asks first");
    private readonly Option _stage = new("stage", "keep the values for a later deploy");

    public override CommandSyntax Syntax => new("import", CommandGroup.Secrets, "Take the secrets of a file, all or none")
    {
        Arguments = "[FILE]",
        Least = 0,
        Most = 1,
        Completes = Completes.Files,
        Options = [_format, _prefix, _replace, _skip, _dryRun, _stage, _deleteSource],
        Details =
        [
            "FILE is a .env file, a JSON or YAML mapping, or what 'fly secrets import' or 'docker --env-file' read; standard input",
            "where it is missing or '-'. Its name or its look tells the format; --format says it. A mistake is named by its line, and",
            "nothing is imported then. Names that are there already are asked about, unless --replace or --skip answers.",
            "",
            "--delete-source overwrites FILE and deletes it once its secrets are safe. That is all a program can do: a file system",
            "that copies on write (btrfs, ZFS, APFS), an SSD, a backup or a repository may still have what was in it, and a secret",
            "that lay in a file for long is best replaced by a new one.",
        ],
        Examples = ["secrets import .env", "secrets import --format fly - < secrets.txt", "secrets import .env --dry-run", "secrets import .env --delete-source"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (line.Has(_replace) && line.Has(_skip))
            throw new SecretsException(ErrorCode.Invalid, "--replace and --skip cannot both hold");
        // 'fly secrets import' names no file.
        string file = line.Count > 0 ? line[0] : "-";
        if (line.Count == 0 && context.InputIsTerminal())
            throw new SecretsException(ErrorCode.Invalid, "nothing says what to import", "secrets import FILE, or secrets import < FILE");
        SourceFile? source = line.Has(_deleteSource) ? Source(context, line, file) : null;
        ImportConflict conflict = line.Has(_replace) ? ImportConflict.Replace : line.Has(_skip) ? ImportConflict.Skip : ImportConflict.Fail;
        using ImportRequest request = new(
            file == "-" ? ValueReader.FromStream(context.Input, "standard input") : ValueReader.FromFile(file),
            line.Value(_format),
            Path.GetFileName(file),
            line.Value(_prefix),
            conflict,
            line.Has(_dryRun),
            line.Has(_stage),
            context.Scope);
        ImportReply reply = Import(context, request);
        if (context.Json)
            WriteJson(context, reply);
        else if (!context.Quiet)
            context.Out.WriteLine(Summary(reply, request.DryRun));
        if (source is not null)
            Delete(context, source, file, request.Text, reply);
        return ExitCodes.Done;
    }

    /// <summary>The file to be deleted. Whatever keeps it from that is said before anything is imported.</summary>
    private SourceFile Source(CommandContext context, ParsedLine line, string file)
    {
        if (line.Has(_dryRun))
            throw new SecretsException(ErrorCode.Invalid, "--dry-run imports nothing, so that nothing can be deleted");
        SourceFile source = new(file);
        source.RequireDeletable();
        if (!context.Yes && !context.MayAsk)
            throw new SecretsException(ErrorCode.Invalid, "--delete-source needs an answer, and nobody can be asked", "-y answers yes");
        return source;
    }

    private static void Delete(CommandContext context, SourceFile source, string file, SecretValue text, ImportReply reply)
    {
        if (reply.Skipped.Count > 0)
            context.Messages.Warning($"{file} stays: {reply.Skipped.Count} of its secrets were skipped");
        else if (!Answers.Confirm(context, $"Overwrite and delete {file}?"))
            context.Messages.Note($"{file} stays");
        else if (!source.Shred(text.Span))
            context.Messages.Warning($"{file} stays: it was changed meanwhile");
    }

    /// <summary>Imports; where names are taken and somebody can be asked, asks once for all of them.</summary>
    private static ImportReply Import(CommandContext context, ImportRequest request)
    {
        try
        {
            return context.CallLong(daemon => daemon.ImportAsync(request, CancellationToken.None));
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Conflict && request.Conflict == ImportConflict.Fail && (context.Yes || context.MayAsk))
        {
            if (!context.Yes)
                context.Prompt.Say(exception.Message);
            if (!context.Yes && !Answers.IsYes(context.Prompt.ReadLine("Replace them? [y/N]: ") ?? "n", whenEmpty: false))
                throw;
            return context.CallLong(daemon => daemon.ImportAsync(request with { Conflict = ImportConflict.Replace }, CancellationToken.None));
        }
    }

    private static string Summary(ImportReply reply, bool dryRun)
    {
        List<string> parts = [];
        Count(reply.Added, dryRun ? "would be added" : "added");
        Count(reply.Replaced, dryRun ? "would be replaced" : "replaced");
        Count(reply.Skipped, dryRun ? "would be skipped" : "skipped");
        Count(reply.Conflicts, "there already");
        return string.Join(", ", parts);

        void Count(IReadOnlyList<string> names, string what)
        {
            if (names.Count > 0)
                parts.Add($"{names.Count} {what}");
        }
    }

    private static void WriteJson(CommandContext context, ImportReply reply) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartObject();
        List("added", reply.Added);
        List("replaced", reply.Replaced);
        List("skipped", reply.Skipped);
        List("conflicts", reply.Conflicts);
        json.WriteEndObject();

        void List(string property, IReadOnlyList<string> names)
        {
            json.WriteStartArray(property);
            foreach (string name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }
    });
}
