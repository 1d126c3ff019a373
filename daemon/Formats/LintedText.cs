using System.Globalization;
using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>What a text refers to and where it is illegal: as a run configuration where it surely is one, else as <c>inject</c> reads it.</summary>
/// <param name="Scope">Where its references are looked up.</param>
/// <param name="References">The secrets that it needs, each at its place.</param>
/// <param name="Illegal">What cannot be read. It hides none of the references.</param>
internal sealed record LintedText(SecretScope Scope, IReadOnlyList<TemplatePart> References, IReadOnlyList<LintFinding> Illegal)
{
    /// <summary>The word for a text that is no run configuration.</summary>
    private const string PlainText = "text";

    /// <exception cref="SecretsException">Invalid: the format's word is none.</exception>
    public static LintedText Read(LintRequest request, string text)
    {
        ConfigSource source = new(request.FileName);
        ConfigurationFormat? format = request.Format switch
        {
            null => CertainFormat.Of(text, source),
            PlainText => null,
            var word => FormatDetection.ByWord(word, $"it is one of dstack, truss, runpod, fly, secrets or {PlainText}"),
        };
        if (text.Length > ConfigSource.MaxLength)
            return new LintedText(SecretScope.Default, [], [new LintFinding(1, 1, "illegal", "longer than 1 MiB")]);
        List<SecretsException> mistakes = [];
        List<TemplatePart> written = [.. TextInterpolator.Split(text, source, mistakes).Parts.Where(static part => part.IsSecret)];
        LintFinding[] illegal = [.. mistakes.Select(mistake => Finding(mistake.Message, source))];
        if (format is not { } known)
            return new LintedText(ScopeOf(request, null, null, null), written, illegal);
        try
        {
            RunConfiguration configuration = ConfigurationReader.Read(text, source, known, null);
            SecretScope scope = ScopeOf(request, known, configuration.Project, configuration.Environment);
            List<TemplatePart> references = ReferencesOf(configuration);
            // dstack and our own file say themselves where a reference is one. The others do not know this syntax: who wrote it there
            // has the file injected, or is mistaken.
            return known is ConfigurationFormat.Dstack or ConfigurationFormat.Secrets
                ? new LintedText(scope, references, [])
                : new LintedText(scope, [.. references, .. written.Where(part => !references.Exists(known => known.Text == part.Text))], illegal);
        }
        catch (SecretsException mistake)
        {
            LintFinding first = Finding(mistake.Message, source);
            SecretScope scope = known == ConfigurationFormat.Fly
                ? ScopeOf(request, known, Word(text, "app", '='), null)
                : ScopeOf(request, known, Word(text, "project", ':'), Word(text, "environment", ':'));
            return new LintedText(scope, written, [first, .. illegal.Where(other => other.Line != first.Line)]);
        }
    }

    /// <summary>What was asked for, then what the text says, then the scope of everything else; a fly.toml's app is its project, always.</summary>
    private static SecretScope ScopeOf(LintRequest request, ConfigurationFormat? format, string? project, string? environment)
    {
        SecretScope rest = format == ConfigurationFormat.Fly ? SecretScope.Default : request.Scope ?? SecretScope.Default;
        return new SecretScope(request.Project ?? project ?? rest.Project, request.Environment ?? environment ?? rest.Environment);
    }

    private static List<TemplatePart> ReferencesOf(RunConfiguration configuration)
    {
        IEnumerable<ValueTemplate?> templates =
        [
            .. configuration.Variables.Select(static variable => variable.Value),
            .. configuration.Files.Select(static file => file.Content),
            configuration.Registry?.Username,
            configuration.Registry?.Password,
        ];
        return [.. templates.SelectMany(static template => template?.Parts ?? []).Where(static part => part.IsSecret)];
    }

    /// <summary>A name at the beginning of a line, of a text that has a mistake elsewhere.</summary>
    private static string? Word(string text, string key, char separator)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(key, StringComparison.Ordinal) || line[key.Length..].TrimStart() is not [var first, .. var rest] || first != separator)
                continue;
            int comment = rest.IndexOf(" #");
            string word = (comment < 0 ? rest : rest[..comment]).Trim().Trim("'\"").ToString();
            return Names.IsName(word) ? word : null;
        }
        return null;
    }

    /// <summary>A reader's mistake, which begins with <c>file:line:column:</c>, unless it has no place.</summary>
    private static LintFinding Finding(string message, ConfigSource source)
    {
        if (message.StartsWith(source.Name + ":", StringComparison.Ordinal)
            && message[(source.Name.Length + 1)..].Split(':', 3) is [var line, var column, var rest]
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int lineNumber)
            && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int columnNumber))
            return new LintFinding(lineNumber, columnNumber, "illegal", rest.TrimStart());
        return new LintFinding(1, 1, "illegal", message);
    }
}
