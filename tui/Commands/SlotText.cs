using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Slots as people and scripts read them.</summary>
internal static class SlotText
{
    /// <summary>The kind as a word of the wire.</summary>
    public static string Word(KeySource source) => source switch
    {
        KeySource.Passphrase => "passphrase",
        KeySource.KeyFile => "keyFile",
        KeySource.Recovery => "recovery",
        _ => "unknown",
    };

    /// <summary>The kind for people.</summary>
    public static string Kind(KeySource source) => source switch
    {
        KeySource.Passphrase => "passphrase",
        KeySource.KeyFile => "key file",
        KeySource.Recovery => "recovery key",
        _ => "of a newer release",
    };

    /// <summary>One slot in a sentence: <c>the key file of slot 7, laptop</c>.</summary>
    public static string Of(SlotEntry slot) => $"the {Kind(slot.Source)} of slot {slot.Id}{(slot.Label is null ? "" : $", {slot.Label}")}";

    /// <summary>Writes the list.</summary>
    public static void Write(CommandContext context, IReadOnlyList<SlotEntry> slots)
    {
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (SlotEntry slot in slots)
                {
                    json.WriteStartObject();
                    json.WriteNumber("id", slot.Id);
                    json.WriteString("source", Word(slot.Source));
                    json.WriteString("label", slot.Label);
                    json.WriteString("createdAt", slot.CreatedAt);
                    JsonText.Write(json, "lastUsedAt", slot.LastUsedAt);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return;
        }
        DateTimeOffset now = context.Clock.GetUtcNow();
        TextTable table = new("SLOT", "KIND", "SET", "LAST USED", "LABEL");
        foreach (SlotEntry slot in slots)
        {
            table.Add(
                slot.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Kind(slot.Source),
                RelativeTime.Ago(slot.CreatedAt, now),
                slot.LastUsedAt is { } last ? RelativeTime.Ago(last, now) : "never",
                Printable.Line(slot.Label ?? ""));
        }
        table.Write(context.Out);
    }
}
