using Secrets.Daemon.Formats;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods that carry secrets in and out as texts.</summary>
internal static class TransferMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVault vault)
    {
        SecretTransfer transfer = new(vault);
        SecretInjection injection = new(vault);
        SecretLint lint = new(vault);
        return
        [
            new TypedMethod<ImportRequest, ImportReply>(
                Wire.Import, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.ImportRequest, WireJson.Default.ImportReply,
                (request, session, cancellation) => transfer.ImportAsync(request, session.Caller, cancellation)),
            new TypedMethod<ExportRequest, ExportReply>(
                Wire.Export, LockNeed.Unlocked, Capability.Read, AuditClass.Access, WireJson.Default.ExportRequest, WireJson.Default.ExportReply,
                (request, session, cancellation) => transfer.ExportAsync(request, session.Caller, cancellation)),
            new TypedMethod<InjectRequest, InjectReply>(
                Wire.Inject, LockNeed.Unlocked, Capability.Read, AuditClass.Access, WireJson.Default.InjectRequest, WireJson.Default.InjectReply,
                (request, session, cancellation) => injection.InjectAsync(request, session.Caller, cancellation)),
            new TypedMethod<LintRequest, LintReply>(
                Wire.Lint, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.LintRequest, WireJson.Default.LintReply,
                (request, session, cancellation) => lint.LintAsync(request, session.Caller, cancellation)),
            new TypedMethod<ScanRequest, ScanReply>(
                Wire.Scan, LockNeed.Unlocked, Capability.Read, AuditClass.Access, WireJson.Default.ScanRequest, WireJson.Default.ScanReply,
                (request, session, cancellation) => vault.ScanAsync(request, session.Caller, cancellation)),
        ];
    }
}
