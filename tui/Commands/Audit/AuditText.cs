using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Audit;

/// <summary>Entries as a table, or as one JSON object a line.</summary>
/// <param name="context">The outside world.</param>
internal sealed class AuditText(CommandContext context)
{
    private readonly AuditLine _line = new(context);
    private readonly TextTable _table = new("TIME", "ACTION", "SCOPE", "SECRETS", "PROGRAM", "PID", "DETAIL");

    /// <summary>Adds one.</summary>
    public void Add(AuditRecord entry)
    {
        if (context.Json)
            _line.Write(entry);
        else
            _table.Add(_line.Cells(entry));
    }

    /// <summary>Writes what is not written yet.</summary>
    public void End()
    {
        if (!context.Json)
            _table.Write(context.Out);
    }
}
