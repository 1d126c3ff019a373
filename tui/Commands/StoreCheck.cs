using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The part of <c>check</c> that is about the store: whether everything in it is what was written.</summary>
/// <param name="context">The outside world.</param>
internal sealed class StoreCheck(CommandContext context)
{
    private CheckReply _store = new(0, 0, 0, false, []);

    /// <summary>Whether there is no damage.</summary>
    public bool IsGood => _store.Damaged.Count == 0;

    /// <summary>Looks at all of it.</summary>
    /// <exception cref="SecretsException">The daemon refused.</exception>
    public void Run() => _store = context.CallLong(daemon => daemon.CheckAsync(CancellationToken.None));

    /// <summary>An error for each damage, or a note that there is none.</summary>
    public void WriteText()
    {
        foreach (string damaged in _store.Damaged)
            context.Messages.Error($"damaged: {damaged}");
        if (!IsGood)
        {
            context.Messages.Error("the vault is damaged", "secrets restore --replace FILE brings a backup back");
            return;
        }
        string opened = _store.Opened ? "every value opens" : "locked, so no value was opened";
        context.Messages.Note($"{_store.Records} records, {_store.Values} values and {_store.AuditEntries} audit entries are as they were written; {opened}");
    }

    /// <summary>The same as the member <c>store</c> of an object.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject("store");
        json.WriteNumber("records", _store.Records);
        json.WriteNumber("values", _store.Values);
        json.WriteNumber("auditEntries", _store.AuditEntries);
        json.WriteBoolean("opened", _store.Opened);
        json.WriteStartArray("damaged");
        foreach (string damaged in _store.Damaged)
            json.WriteStringValue(damaged);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
