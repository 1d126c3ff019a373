using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.Commands;

internal sealed partial class FakeDaemon
{
    public Dictionary<string, string>? PublicKeys { get; set; }

    public ImportReply Imported { get; set; } = new(["A"], [], [], []);

    public Action? OnImport { get; set; }

    public DueRequest? Due { get; private set; }

    public RenameRequest? Rename { get; private set; }

    public List<CopyRequest> Copies { get; } = [];

    /// <summary>Whether a copy meets secrets that are there already.</summary>
    public bool IsTaken { get; set; }

    public DiffRequest? Diff { get; private set; }

    public List<DiffEntry> Differences { get; } = [];

    public Task<DueReply> DueAsync(DueRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        Due = request;
        DueSecret[] due = [.. Entries.Values.Where(entry => entry.ExpiresAt <= request.DueBefore).Select(entry =>
            new DueSecret(SecretScope.Default, entry.Name, [entry.ExpiresAt <= Now ? "expired" : "due"], entry.UpdatedAt, entry.ExpiresAt))];
        return Task.FromResult(new DueReply(Entries.Count, due));
    }

    public Task RenameAsync(RenameRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        Rename = request;
        return Task.CompletedTask;
    }

    public Task CopyAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: true);
        if (IsTaken && !request.Replace)
            throw new SecretsException(ErrorCode.Conflict, "there already in default/prod: A", "--replace writes new versions of them");
        Copies.Add(request);
        return Task.CompletedTask;
    }

    public Task<DiffReply> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        Enter(request.A.Scope, needsKey: false);
        Diff = request;
        return Task.FromResult(new DiffReply(Differences));
    }
}
