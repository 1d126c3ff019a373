using System.Globalization;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Audit;

/// <summary>Which entries somebody asked for.</summary>
internal sealed class AuditFilter
{
    private readonly AuditRequest _request;
    private readonly string[] _words;
    private readonly string[] _without;

    /// <param name="request">What was asked for.</param>
    public AuditFilter(AuditRequest request)
    {
        _request = request;
        string[] words = (request.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _words = [.. words.Where(static word => word[0] != '!')];
        _without = [.. words.Where(static word => word is ['!', _, ..]).Select(static word => word[1..])];
    }

    /// <summary>Whether this is one of them.</summary>
    public bool LetsThrough(AuditEntry entry) =>
        !IsOld(entry)
        && (_request.Project is null || entry.Project == _request.Project)
        && (_request.Environment is null || entry.Environment == _request.Environment)
        && (_request.Action is not { } action || IsAction(entry.Action, action))
        && (_request.Name is not { } name || entry.Names.Contains(name, StringComparer.Ordinal))
        && _words.All(word => Has(entry, word))
        && !_without.Any(word => Has(entry, word));

    /// <summary>Whether it is older than what was asked for.</summary>
    public bool IsOld(AuditEntry entry) => entry.Time < _request.Since;

    private static bool IsAction(string action, string asked) =>
        action == asked || (action.Length > asked.Length && action.StartsWith(asked, StringComparison.Ordinal) && action[asked.Length] == '-');

    private static bool Has(AuditEntry entry, string word)
    {
        return In(entry.Action) || In(entry.Program) || In(entry.Executable) || In(entry.Detail) || entry.Names.Any(In)
            || In(entry.Project.Length == 0 ? null : $"{entry.Project}/{entry.Environment}")
            || entry.Pid.ToString(CultureInfo.InvariantCulture) == word;

        bool In(string? text) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
    }
}
