using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>The versions of a vault without secrets.</summary>
internal sealed class FakeVersions : IVersions
{
    public Task<HistoryReply> HistoryAsync(HistoryRequest request) => Task.FromResult(new HistoryReply([]));

    public Task<RollbackReply> RollbackAsync(RollbackRequest request, Caller caller) => Task.FromResult(new RollbackReply(1));

    public Task<StagingReply> DeployAsync(StagingRequest request, Caller caller) => Task.FromResult(new StagingReply([]));

    public Task<StagingReply> DiscardAsync(StagingRequest request, Caller caller) => Task.FromResult(new StagingReply([]));

    public Task<UndoReply> UndoAsync(UndoRequest request, Caller caller) => throw new SecretsException(ErrorCode.NotFound, "there is nothing to undo");
}
