using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>All versions of a secret, however many answers they take.</summary>
public static class WholeHistory
{
    /// <summary>Asks until there are no more.</summary>
    /// <returns>Newest first, without gaps.</returns>
    /// <exception cref="SecretsException">As <see cref="ISecretsDaemon.HistoryAsync"/>.</exception>
    public static async Task<IReadOnlyList<VersionEntry>> WholeHistoryAsync(this ISecretsDaemon daemon, HistoryRequest request, CancellationToken cancellationToken)
    {
        HistoryReply reply = await daemon.HistoryAsync(request, cancellationToken).ConfigureAwait(false);
        if (reply.Older is null)
            return reply.Versions;
        List<VersionEntry> versions = [.. reply.Versions];
        while (reply.Older is { } older)
        {
            reply = await daemon.HistoryAsync(request with { Before = older }, cancellationToken).ConfigureAwait(false);
            versions.AddRange(reply.Versions);
        }
        return versions;
    }
}
