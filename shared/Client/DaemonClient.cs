using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;

namespace Secrets.Shared.Client;

/// <summary>The daemon, called through a channel, which it owns.</summary>
/// <param name="channel">How requests travel.</param>
public sealed class DaemonClient(IRpcChannel channel) : ISecretsDaemon, IDisposable
{
    /// <summary>A client for commands: one call after the other over this connection, which it owns.</summary>
    public static DaemonClient Direct(Stream pipe) => new(new DirectChannel(pipe));

    /// <inheritdoc/>
    public Task<HelloReply> HelloAsync(HelloRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Hello, output => Write(output, request, WireJson.Default.HelloRequest), json => Read(json, WireJson.Default.HelloReply), cancellationToken);

    /// <inheritdoc/>
    public Task SubscribeAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Subscribe, null, Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Stop, null, Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<VaultStatus> StatusAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Status, null, json => Read(json, WireJson.Default.VaultStatus), cancellationToken);

    /// <inheritdoc/>
    public Task InitAsync(InitRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Init, output => Write(output, request, WireJson.Default.InitRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task UnlockAsync(UnlockRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Unlock, output => Write(output, request, WireJson.Default.UnlockRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task LockAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Lock, null, Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<ProjectListReply> ListProjectsAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.ListProjects, null, json => Read(json, WireJson.Default.ProjectListReply), cancellationToken);

    /// <inheritdoc/>
    public Task CreateProjectAsync(ProjectRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.CreateProject, output => Write(output, request, WireJson.Default.ProjectRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task RenameProjectAsync(RenameProjectRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.RenameProject, output => Write(output, request, WireJson.Default.RenameProjectRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteProjectAsync(ProjectRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.DeleteProject, output => Write(output, request, WireJson.Default.ProjectRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.ListEnvironments, output => Write(output, request, WireJson.Default.EnvironmentListRequest), json => Read(json, WireJson.Default.EnvironmentListReply), cancellationToken);

    /// <inheritdoc/>
    public Task CreateEnvironmentAsync(CreateEnvironmentRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.CreateEnvironment, output => Write(output, request, WireJson.Default.CreateEnvironmentRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task RenameEnvironmentAsync(RenameEnvironmentRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.RenameEnvironment, output => Write(output, request, WireJson.Default.RenameEnvironmentRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteEnvironmentAsync(EnvironmentRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.DeleteEnvironment, output => Write(output, request, WireJson.Default.EnvironmentRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task InheritAsync(InheritRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Inherit, output => Write(output, request, WireJson.Default.InheritRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<SlotsReply> SlotsAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Slots, null, json => Read(json, WireJson.Default.SlotsReply), cancellationToken);

    /// <inheritdoc/>
    public Task<SlotEntry> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.AddSlot, output => Write(output, request, WireJson.Default.AddSlotRequest), json => Read(json, WireJson.Default.SlotEntry), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveSlotAsync(RemoveSlotRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.RemoveSlot, output => Write(output, request, WireJson.Default.RemoveSlotRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task PassphraseAsync(PassphraseRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Passphrase, output => Write(output, request, WireJson.Default.PassphraseRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<RecoveryReply> RecoveryAsync(RecoveryRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Recovery, output => Write(output, request, WireJson.Default.RecoveryRequest), json => Read(json, WireJson.Default.RecoveryReply), cancellationToken);

    /// <inheritdoc/>
    public Task<SlotEntry> TryKeyAsync(KeyProof key, CancellationToken cancellationToken) =>
        CallAsync(Methods.TryKey, output => Write(output, key, WireJson.Default.KeyProof), json => Read(json, WireJson.Default.SlotEntry), cancellationToken);

    /// <inheritdoc/>
    public Task<ListReply> ListAsync(ListRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.List, output => QuickListJson.Write(output, request), QuickListJson.Read, cancellationToken);

    /// <inheritdoc/>
    public Task<SecretEntry> DescribeAsync(DescribeRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Describe, output => Write(output, request, WireJson.Default.DescribeRequest), json => Read(json, WireJson.Default.SecretEntry), cancellationToken);

    /// <inheritdoc/>
    public Task<ExplainReply> ExplainAsync(DescribeRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Explain, output => Write(output, request, WireJson.Default.DescribeRequest), json => Read(json, WireJson.Default.ExplainReply), cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> DueAsync(DueRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Due, output => Write(output, request, WireJson.Default.DueRequest), json => Read(json, WireJson.Default.DueReply), cancellationToken);

    /// <inheritdoc/>
    public Task<SetReply> SetAsync(SetRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Set, output => Write(output, request, WireJson.Default.SetRequest), json => Read(json, WireJson.Default.SetReply), cancellationToken);

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(GetRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Get, output => QuickJson.Write(output, request), QuickJson.ReadGetReply, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Delete, output => Write(output, request, WireJson.Default.DeleteRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<HistoryReply> HistoryAsync(HistoryRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.History, output => Write(output, request, WireJson.Default.HistoryRequest), json => Read(json, WireJson.Default.HistoryReply), cancellationToken);

    /// <inheritdoc/>
    public Task<RollbackReply> RollbackAsync(RollbackRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Rollback, output => Write(output, request, WireJson.Default.RollbackRequest), json => Read(json, WireJson.Default.RollbackReply), cancellationToken);

    /// <inheritdoc/>
    public Task<StagingReply> DeployAsync(StagingRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Deploy, output => Write(output, request, WireJson.Default.StagingRequest), json => Read(json, WireJson.Default.StagingReply), cancellationToken);

    /// <inheritdoc/>
    public Task<StagingReply> DiscardAsync(StagingRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Discard, output => Write(output, request, WireJson.Default.StagingRequest), json => Read(json, WireJson.Default.StagingReply), cancellationToken);

    /// <inheritdoc/>
    public Task<UndoReply> UndoAsync(UndoRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Undo, output => Write(output, request, WireJson.Default.UndoRequest), json => Read(json, WireJson.Default.UndoReply), cancellationToken);

    /// <inheritdoc/>
    public Task RenameAsync(RenameRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Rename, output => Write(output, request, WireJson.Default.RenameRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task CopyAsync(CopyRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Copy, output => Write(output, request, WireJson.Default.CopyRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<DiffReply> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Diff, output => Write(output, request, WireJson.Default.DiffRequest), json => Read(json, WireJson.Default.DiffReply), cancellationToken);

    /// <inheritdoc/>
    public Task<ImportReply> ImportAsync(ImportRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Import, output => Write(output, request, WireJson.Default.ImportRequest), json => Read(json, WireJson.Default.ImportReply), cancellationToken);

    /// <inheritdoc/>
    public Task<ExportReply> ExportAsync(ExportRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Export, output => Write(output, request, WireJson.Default.ExportRequest), json => Read(json, WireJson.Default.ExportReply), cancellationToken);

    /// <inheritdoc/>
    public Task<InjectReply> InjectAsync(InjectRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Inject, output => Write(output, request, WireJson.Default.InjectRequest), json => Read(json, WireJson.Default.InjectReply), cancellationToken);

    /// <inheritdoc/>
    public Task<LintReply> LintAsync(LintRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Lint, output => Write(output, request, WireJson.Default.LintRequest), json => Read(json, WireJson.Default.LintReply), cancellationToken);

    /// <inheritdoc/>
    public Task<ScanReply> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Scan, output => Write(output, request, WireJson.Default.ScanRequest), json => Read(json, WireJson.Default.ScanReply), cancellationToken);

    /// <inheritdoc/>
    public Task<BackupReply> BackupAsync(BackupRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Backup, output => Write(output, request, WireJson.Default.BackupRequest), json => Read(json, WireJson.Default.BackupReply), cancellationToken);

    /// <inheritdoc/>
    public Task<BackupReply> RestoreAsync(RestoreRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Restore, output => Write(output, request, WireJson.Default.RestoreRequest), json => Read(json, WireJson.Default.BackupReply), cancellationToken);

    /// <inheritdoc/>
    public Task<RotateReply> RotateAsync(RotateRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Rotate, output => Write(output, request, WireJson.Default.RotateRequest), json => Read(json, WireJson.Default.RotateReply), cancellationToken);

    /// <inheritdoc/>
    public Task<CheckReply> CheckAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Check, null, json => Read(json, WireJson.Default.CheckReply), cancellationToken);

    /// <inheritdoc/>
    public Task<ProgressReply> ProgressAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.Progress, null, json => Read(json, WireJson.Default.ProgressReply), cancellationToken);

    /// <inheritdoc/>
    public Task<AuditReply> AuditAsync(AuditRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Audit, output => Write(output, request, WireJson.Default.AuditRequest), json => Read(json, WireJson.Default.AuditReply), cancellationToken);

    /// <inheritdoc/>
    public Task<AuditVerifyReply> VerifyAuditAsync(CancellationToken cancellationToken) =>
        CallAsync(Methods.VerifyAudit, null, json => Read(json, WireJson.Default.AuditVerifyReply), cancellationToken);

    /// <inheritdoc/>
    public Task FollowAuditAsync(FollowAuditRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.FollowAudit, output => Write(output, request, WireJson.Default.FollowAuditRequest), Ignore, cancellationToken);

    /// <inheritdoc/>
    public Task<UsesReply> UsesAsync(DescribeRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.Uses, output => Write(output, request, WireJson.Default.DescribeRequest), json => Read(json, WireJson.Default.UsesReply), cancellationToken);

    /// <inheritdoc/>
    public Task<RunPlan> PlanRunAsync(RunRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.PlanRun, output => QuickJson.Write(output, request), QuickJson.ReadRunPlan, cancellationToken);

    /// <inheritdoc/>
    public Task<RunDescription> DescribeRunAsync(RunRequest request, CancellationToken cancellationToken) =>
        CallAsync(Methods.DescribeRun, output => QuickJson.Write(output, request), json => Read(json, WireJson.Default.RunDescription), cancellationToken);

    /// <summary>Closes the connection.</summary>
    public void Dispose() => channel.Dispose();

    private static void Write<T>(SecretBufferWriter output, T request, JsonTypeInfo<T> type)
    {
        using Utf8JsonWriter writer = new(output);
        JsonSerializer.Serialize(writer, request, type);
    }

    private static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the result is null");

    private static object Ignore(ReadOnlySpan<byte> json) => true;

    private async Task<TReply> CallAsync<TReply>(string method, WriteParams? write, ReadResult<TReply> read, CancellationToken cancellationToken)
        where TReply : class
    {
        RpcCall<TReply> call = new(method, write, read);
        await channel.CallAsync(call, cancellationToken).ConfigureAwait(false);
        return call.Reply;
    }
}
