using Secrets.Daemon.Runs.Configs;
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
    /// <exception cref="SecretsException">NotFound: there is no vault; Invalid: the format is none.</exception>
    public async Task<LintReply> LintAsync(LintRequest request, Caller caller, CancellationToken cancellationToken)
    {
        string text = request.Text.StartsWith('\uFEFF') ? request.Text[1..] : request.Text;
        LintedText linted = LintedText.Read(request, text);
        List<LintFinding> findings = [.. linted.Illegal];
        Dictionary<string, string?> mistakes = new(StringComparer.Ordinal);
        foreach (TemplatePart reference in linted.References)
        {
            if (!mistakes.TryGetValue(reference.Text, out string? mistake))
                mistakes[reference.Text] = mistake = await MistakeAsync(reference.Text, linted.Scope, caller, [], cancellationToken).ConfigureAwait(false);
            if (mistake is not null)
                findings.Add(new LintFinding(reference.At.Line, reference.At.Column, "missing", mistake));
        }
        AddCredentials(text, findings);
        return new LintReply([.. findings.Distinct().OrderBy(static finding => finding.Line).ThenBy(static finding => finding.Column).Take(MaxFindings)]);
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
