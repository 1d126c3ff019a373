using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>Its texts: lines of NAME=VALUE, whatever the format is called.</summary>
internal sealed partial class MemoryDaemon
{
    /// <summary>The last text that was asked for: format and names.</summary>
    public (string? Format, IReadOnlyList<string>? Names) LastExport { get; private set; }

    public async Task<ImportReply> ImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        List<string> added = [];
        List<string> taken = [];
        string[][] pairs = [.. Encoding.UTF8.GetString(request.Text.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2))];
        if (pairs.FirstOrDefault(pair => pair.Length != 2) is not null)
            throw new SecretsException(ErrorCode.Invalid, $"{request.FileName} line 1: no '='");
        foreach (string[] pair in pairs)
            (Of(request.Scope).ContainsKey(pair[0]) ? taken : added).Add(pair[0]);
        if (request.Conflict == ImportConflict.Fail && taken.Count > 0 && !request.DryRun)
            throw new SecretsException(ErrorCode.Conflict, $"there already: {string.Join(", ", taken)}");
        foreach (string[] pair in pairs)
        {
            if (!request.DryRun && (added.Contains(pair[0]) || request.Conflict == ImportConflict.Replace))
                PutBytes(pair[0], Encoding.UTF8.GetBytes(pair[1]), status: request.Stage ? "staged" : "live", scope: request.Scope);
        }
        return request.Conflict switch
        {
            ImportConflict.Replace => new ImportReply(added, taken, [], []),
            ImportConflict.Skip => new ImportReply(added, [], taken, []),
            _ => new ImportReply(added, [], [], taken),
        };
    }

    public async Task<ExportReply> ExportAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        if (IsLocked)
            throw new SecretsException(ErrorCode.Locked, "the vault is locked", "secrets unlock");
        LastExport = (request.Format, request.Names);
        IEnumerable<string> names = request.Names ?? [.. Of(request.Scope).Keys];
        string text = string.Concat(names.Select(name => $"{name}={Encoding.UTF8.GetString(Of(request.Scope)[name].Value)}\n"));
        return new ExportReply(new SecretValue(Encoding.UTF8.GetBytes(text)));
    }
}
