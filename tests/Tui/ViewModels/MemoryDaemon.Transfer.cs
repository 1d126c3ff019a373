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

    public async Task RenameAsync(RenameRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        if (Of(request.Scope).ContainsKey(request.To))
            throw new SecretsException(ErrorCode.Conflict, $"{request.To} is there already");
        Of(request.Scope).Remove(request.Name, out (SecretEntry Entry, byte[] Value) stored);
        Of(request.Scope)[request.To] = (stored.Entry with { Name = request.To }, stored.Value);
        Notify(request.To);
    }

    public async Task CopyAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        string[] taken = [.. request.Names.Where(Of(request.To).ContainsKey)];
        if (taken.Length > 0 && !request.Replace)
            throw new SecretsException(ErrorCode.Conflict, $"there already: {string.Join(", ", taken)}");
        foreach (string name in request.Names)
        {
            PutBytes(name, Of(request.Scope)[name].Value, scope: request.To);
            if (request.Move)
                Of(request.Scope).Remove(name);
            Notify(name);
        }
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
