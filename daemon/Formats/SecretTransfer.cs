using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Import and export: texts on one side, the vault's own <c>set</c> and <c>get</c> on the other, with their atomicity, refusals and records.</summary>
internal sealed class SecretTransfer(IVault vault)
{
    /// <summary><c>secret.import</c></summary>
    /// <exception cref="SecretsException">Invalid: the text is not understood; Conflict: names exist, or changed at the same time. Nothing is written then.</exception>
    public async Task<ImportReply> ImportAsync(ImportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        using TextPairs pairs = new();
        TextFormats.Reader(request.Format, request.FileName).Read(request.Text.Span, pairs);
        if (pairs.All.Count == 0)
            throw new SecretsException(ErrorCode.Invalid, "the text has no secret in it", $"--format names its form: {TextFormats.ImportNames}");

        ListReply existing = await vault.ListAsync(new ListRequest(request.Scope), caller, cancellationToken).ConfigureAwait(false);
        Dictionary<string, int> versions = existing.Secrets.ToDictionary(static secret => secret.Name, static secret => secret.Version, StringComparer.Ordinal);
        Sorted sorted = new([], [], [], []);
        List<SetEntry> entries = [];
        foreach (TextPair pair in pairs.All)
        {
            string name = request.Prefix + pair.Name;
            bool exists = versions.TryGetValue(name, out int version);
            sorted.Add(name, exists, request.Conflict);
            // The version that the decision was made on: who changes the secret meanwhile wins, and nothing is imported.
            if (!exists || request.Conflict == ImportConflict.Replace)
                entries.Add(new SetEntry(name, pair.Value, ExpectedVersion: exists ? version : 0));
        }
        if (request.DryRun)
            return sorted.Reply();
        if (sorted.Conflicts.Count > 0)
            throw new SecretsException(ErrorCode.Conflict, $"these have a secret already: {Enumerate(sorted.Conflicts)}", "--replace writes new versions, --skip leaves them");
        if (entries.Count > 0)
            await vault.SetAsync(new SetRequest(entries, request.Scope, request.Stage) { IsImport = true }, caller, cancellationToken).ConfigureAwait(false);
        return sorted.Reply();
    }

    /// <summary><c>secret.export</c></summary>
    /// <exception cref="SecretsException">Locked; Refused: write-only; NotFound; Invalid: the format cannot carry a value.</exception>
    public async Task<ExportReply> ExportAsync(ExportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        // An unknown format is said before values are opened and recorded.
        _ = TextFormats.Writer(request.Format);
        IReadOnlyList<string> names = request.Names ?? await LiveNamesAsync(request, caller, cancellationToken).ConfigureAwait(false);
        if (names.Count == 0)
            throw new SecretsException(ErrorCode.NotFound, $"there is no secret in {request.Scope ?? SecretScope.Default}", "secrets set NAME");
        // Whoever reads the text knows nothing of our templates.
        using GetReply values = await vault.GetAsync(new GetRequest(names, request.Scope, Resolved: true), AccessKind.Export, caller, cancellationToken).ConfigureAwait(false);
        return new ExportReply(TextFormats.Export(request.Format, values.Secrets));
    }

    private async Task<string[]> LiveNamesAsync(ExportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ListReply list = await vault.ListAsync(new ListRequest(request.Scope), caller, cancellationToken).ConfigureAwait(false);
        return [.. list.Secrets.Where(static secret => secret.Version > 0).Select(static secret => secret.Name)];
    }

    /// <summary>The first few names; a message is no list of ten thousand.</summary>
    private static string Enumerate(List<string> names) =>
        names.Count <= 10 ? string.Join(", ", names) : $"{string.Join(", ", names[..10])} and {names.Count - 10} more";

    private sealed record Sorted(List<string> Added, List<string> Replaced, List<string> Skipped, List<string> Conflicts)
    {
        public void Add(string name, bool exists, ImportConflict conflict)
        {
            List<string> list = (exists, conflict) switch
            {
                (false, _) => Added,
                (_, ImportConflict.Replace) => Replaced,
                (_, ImportConflict.Skip) => Skipped,
                _ => Conflicts,
            };
            list.Add(name);
        }

        public ImportReply Reply() => new(Added, Replaced, Skipped, Conflicts);
    }
}
