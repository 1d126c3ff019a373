using System.Globalization;
using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Looks for what would fail or leak: references to nothing, illegal ones, and credentials that somebody pasted. Opens no value.</summary>
internal sealed class SecretLint(IVault vault)
{
    /// <summary>So many are shown; whoever has more begins with these.</summary>
    private const int MaxFindings = 1000;

    /// <summary>So many secrets are looked at for one reference and the templates behind it.</summary>
    private const int MostFollowed = 100;

    /// <summary><c>secret.lint</c></summary>
    /// <exception cref="SecretsException">NotFound: there is no vault.</exception>
    public async Task<LintReply> LintAsync(LintRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ConfigSource source = new(request.FileName);
        List<LintFinding> findings = [];
        (RunConfiguration configuration, List<TemplatePart> references) = Read(request, source, findings);
        SecretScope scope = new(
            request.Project ?? configuration.Project ?? SecretScope.Default.Project,
            request.Environment ?? configuration.Environment ?? SecretScope.Default.Environment);
        Dictionary<string, string?> mistakes = new(StringComparer.Ordinal);
        foreach (TemplatePart reference in references)
        {
            if (!mistakes.TryGetValue(reference.Text, out string? mistake))
                mistakes[reference.Text] = mistake = await MistakeAsync(reference.Text, scope, caller, [], cancellationToken).ConfigureAwait(false);
            if (mistake is not null)
                findings.Add(new LintFinding(reference.At.Line, reference.At.Column, "missing", mistake));
        }
        AddCredentials(request.Text, findings);
        return new LintReply([.. findings.Distinct().OrderBy(static finding => finding.Line).ThenBy(static finding => finding.Column).Take(MaxFindings)]);
    }

    /// <summary>What the text asks for; what cannot be read becomes a finding.</summary>
    private static (RunConfiguration Configuration, List<TemplatePart> References) Read(LintRequest request, ConfigSource source, List<LintFinding> findings)
    {
        RunConfiguration configuration = RunConfiguration.None;
        try
        {
            if (request.Format is not null || FormatDetection.TryDetect(request.Text, source))
            {
                configuration = ConfigurationReader.Read(request.Text, request.FileName, request.Format);
                return (configuration, References(configuration));
            }
            return (configuration, [.. TextInterpolator.Split(request.Text, source).Parts.Where(static part => part.IsSecret)]);
        }
        catch (SecretsException mistake)
        {
            findings.Add(Illegal(mistake.Message, source));
            return (configuration, []);
        }
    }

    private static List<TemplatePart> References(RunConfiguration configuration)
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

    /// <summary>A reader's mistake, which begins with <c>file:line:column:</c>, unless it has no place.</summary>
    private static LintFinding Illegal(string message, ConfigSource source)
    {
        if (message.StartsWith(source.Name + ":", StringComparison.Ordinal)
            && message[(source.Name.Length + 1)..].Split(':', 3) is [var line, var column, var rest]
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int lineNumber)
            && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int columnNumber))
            return new LintFinding(lineNumber, columnNumber, "illegal", rest.TrimStart());
        return new LintFinding(1, 1, "illegal", message);
    }

    /// <summary>What would keep a run from a secret, or from what it refers to where it is a template; null where nothing would.</summary>
    private async Task<string?> MistakeAsync(string name, SecretScope scope, Caller caller, HashSet<string> seen, CancellationToken cancellationToken)
    {
        // A run tells a cycle or a chain that is too long; here it only has to end.
        if (!seen.Add(name) || seen.Count > MostFollowed)
            return null;
        try
        {
            SecretEntry entry = await vault.DescribeAsync(new DescribeRequest(name, scope), caller, cancellationToken).ConfigureAwait(false);
            if (entry.Version == 0)
                return $"{name} is staged in {scope}, and not deployed";
            foreach (string reference in entry.References ?? [])
            {
                if (await MistakeAsync(reference, scope, caller, seen, cancellationToken).ConfigureAwait(false) is { } deeper)
                    return $"{deeper}, which {name} refers to";
            }
            return null;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.NotFound && vault.State.Initialized)
        {
            return exception.Message;
        }
    }

    private static void AddCredentials(string text, List<LintFinding> findings)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (CredentialShapes.Find(line) is { } column)
                findings.Add(new LintFinding(number, column + 1, "credential", "this looks like a credential; keep it with 'secrets set NAME' and refer to it"));
        }
    }
}
