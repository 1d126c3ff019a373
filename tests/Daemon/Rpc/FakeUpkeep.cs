using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>A vault in which all is well.</summary>
internal sealed class FakeUpkeep : IUpkeep
{
    public Task<DueReply> DueAsync(DueRequest request) => Task.FromResult(new DueReply(0, []));

    public Task RenameAsync(RenameRequest request, Caller caller) => Task.CompletedTask;

    public Task CopyAsync(CopyRequest request, Caller caller) => Task.CompletedTask;

    public Task<DiffReply> DiffAsync(DiffRequest request) => Task.FromResult(new DiffReply([]));
}
