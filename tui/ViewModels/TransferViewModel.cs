using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Secrets from a file, and into one.</summary>
internal sealed class TransferViewModel(DaemonLink link, SecretsViewModel secrets)
{
    /// <summary>Takes the secrets of a file, all or none.</summary>
    /// <param name="path">The file, as the person wrote it.</param>
    /// <param name="format">Its format; null where the name tells it.</param>
    /// <param name="conflict">What happens to names that are taken.</param>
    /// <param name="stage">Whether the values wait for a deploy.</param>
    /// <param name="dryRun">Whether only to say what would be done.</param>
    /// <exception cref="SecretsException">NotFound or Failure (the file), Invalid (its text), Conflict (names that are taken).</exception>
    public async Task<ImportReply> ImportAsync(string path, string? format, ImportConflict conflict, bool stage, bool dryRun)
    {
        string file = TextFile.PathOf(path);
        using ImportRequest request = new(TextFile.Read(file), format, Path.GetFileName(file), Prefix: null, conflict, dryRun, stage, secrets.Scope);
        ImportReply reply = await link.Daemon.ImportAsync(request, CancellationToken.None).ConfigureAwait(true);
        if (!dryRun)
            await secrets.RefreshAsync().ConfigureAwait(true);
        return reply;
    }

    /// <summary>Writes secrets into a file that the user alone can read.</summary>
    /// <param name="path">The file, as the person wrote it.</param>
    /// <param name="format">Its format.</param>
    /// <param name="names">Which; null for all.</param>
    /// <param name="replace">Whether a file that is there may be replaced.</param>
    /// <exception cref="SecretsException">Conflict: the file is there; Locked, Refused, Invalid (a value that the format cannot carry), Failure.</exception>
    public async Task ExportAsync(string path, string format, IReadOnlyList<string>? names, bool replace)
    {
        string file = TextFile.PathOf(path);
        if (!replace && File.Exists(file))
            throw new SecretsException(ErrorCode.Conflict, $"{file} is there already", "enter once more replaces it");
        using ExportReply reply = await link.Daemon.ExportAsync(new ExportRequest(names, format, secrets.Scope), CancellationToken.None).ConfigureAwait(true);
        TextFile.Write(file, reply.Text.Span);
    }

    /// <summary><c>3 would be added, 1 is there already: hf_token</c></summary>
    public static string Summary(ImportReply reply, bool dryRun)
    {
        List<string> parts = [];
        Count(reply.Added, dryRun ? "new" : "added");
        Count(reply.Replaced, dryRun ? "to be replaced" : "replaced");
        Count(reply.Skipped, dryRun ? "to be left alone" : "left alone");
        Count(reply.Conflicts, "there already");
        return parts.Count == 0 ? "nothing in it" : string.Join(", ", parts);

        void Count(IReadOnlyList<string> names, string what)
        {
            if (names.Count > 0)
                parts.Add($"{names.Count} {what}");
        }
    }
}
