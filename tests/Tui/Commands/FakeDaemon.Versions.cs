using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.Commands;

/// <summary>Its versions: answers are given, requests are remembered.</summary>
internal sealed partial class FakeDaemon
{
    public List<VersionEntry> Versions { get; } = [];

    public List<StagedSecret> Staged { get; } = [];

    public UndoReply? LastChange { get; set; }

    public List<object> VersionCalls { get; } = [];

    public Task<HistoryReply> HistoryAsync(HistoryRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        return Task.FromResult(new HistoryReply(Versions));
    }

    public Task<RollbackReply> RollbackAsync(RollbackRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: true);
        VersionCalls.Add(request);
        return Task.FromResult(new RollbackReply(7));
    }

    public Task<StagingReply> DeployAsync(StagingRequest request, CancellationToken cancellationToken) => Stage(request);

    public Task<StagingReply> DiscardAsync(StagingRequest request, CancellationToken cancellationToken) => Stage(request);

    public Task<UndoReply> UndoAsync(UndoRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        return Task.FromResult(LastChange ?? throw new SecretsException(ErrorCode.NotFound, "there is nothing to undo in default/default"));
    }

    private Task<StagingReply> Stage(StagingRequest request)
    {
        Enter(request.Scope, needsKey: false);
        VersionCalls.Add(request);
        return Task.FromResult(new StagingReply(Staged));
    }
}
