using System.Text.Json.Serialization;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>
/// How the contract looks as JSON: camelCase, nulls omitted, enums as words. Reading is strict: a parameter that a request
/// needs must be there and must not be null. Requests also refuse what they do not know (see their attribute), so that a
/// misspelt or newer option is an error, never silently ignored; replies skip it.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = WireLimits.Depth,
    Converters = [typeof(SecretValueConverter), typeof(KeySourceConverter), typeof(ImportConflictConverter)])]
[JsonSerializable(typeof(HelloRequest))]
[JsonSerializable(typeof(HelloReply))]
[JsonSerializable(typeof(InitRequest))]
[JsonSerializable(typeof(UnlockRequest))]
[JsonSerializable(typeof(VaultStatus))]
[JsonSerializable(typeof(ProjectListReply))]
[JsonSerializable(typeof(ProjectRequest))]
[JsonSerializable(typeof(RenameProjectRequest))]
[JsonSerializable(typeof(EnvironmentListRequest))]
[JsonSerializable(typeof(EnvironmentListReply))]
[JsonSerializable(typeof(EnvironmentRequest))]
[JsonSerializable(typeof(CreateEnvironmentRequest))]
[JsonSerializable(typeof(RenameEnvironmentRequest))]
[JsonSerializable(typeof(InheritRequest))]
[JsonSerializable(typeof(SlotsReply))]
[JsonSerializable(typeof(SlotEntry))]
[JsonSerializable(typeof(AddSlotRequest))]
[JsonSerializable(typeof(RemoveSlotRequest))]
[JsonSerializable(typeof(PassphraseRequest))]
[JsonSerializable(typeof(RecoveryRequest))]
[JsonSerializable(typeof(RecoveryReply))]
[JsonSerializable(typeof(KeyProof))]
[JsonSerializable(typeof(ListRequest))]
[JsonSerializable(typeof(ListReply))]
[JsonSerializable(typeof(DescribeRequest))]
[JsonSerializable(typeof(SecretEntry))]
[JsonSerializable(typeof(ExplainReply))]
[JsonSerializable(typeof(DueRequest))]
[JsonSerializable(typeof(DueReply))]
[JsonSerializable(typeof(SetRequest))]
[JsonSerializable(typeof(SetReply))]
[JsonSerializable(typeof(GetRequest))]
[JsonSerializable(typeof(GetReply))]
[JsonSerializable(typeof(DeleteRequest))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(HistoryReply))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(RollbackReply))]
[JsonSerializable(typeof(StagingRequest))]
[JsonSerializable(typeof(StagingReply))]
[JsonSerializable(typeof(UndoRequest))]
[JsonSerializable(typeof(UndoReply))]
[JsonSerializable(typeof(RenameRequest))]
[JsonSerializable(typeof(CopyRequest))]
[JsonSerializable(typeof(DiffRequest))]
[JsonSerializable(typeof(DiffReply))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(ImportReply))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(ExportReply))]
[JsonSerializable(typeof(InjectRequest))]
[JsonSerializable(typeof(InjectReply))]
[JsonSerializable(typeof(LintRequest))]
[JsonSerializable(typeof(LintReply))]
[JsonSerializable(typeof(BackupRequest))]
[JsonSerializable(typeof(BackupReply))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(CheckReply))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(RotateReply))]
[JsonSerializable(typeof(ProgressReply))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(RunDescription))]
[JsonSerializable(typeof(IReadOnlyList<RunFile>))]
[JsonSerializable(typeof(RegistryLogin))]
[JsonSerializable(typeof(ChangeNotice))]
[JsonSerializable(typeof(LockNotice))]
[JsonSerializable(typeof(RpcError))]
[JsonSerializable(typeof(CancelParams))]
public sealed partial class WireJson : JsonSerializerContext;
