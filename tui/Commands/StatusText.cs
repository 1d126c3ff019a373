using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The state of vault and daemon, for <c>status</c> and <c>daemon status</c>.</summary>
internal static class StatusText
{
    /// <summary>Writes it as the person asked for it.</summary>
    public static void Write(CommandContext context, VaultStatus status)
    {
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("pid", status.Pid);
                json.WriteString("version", status.Version);
                json.WriteNumber("protocol", status.Protocol);
                json.WriteString("pipe", status.Pipe);
                json.WriteNumber("uptimeSeconds", status.UptimeSeconds);
                json.WriteBoolean("initialized", status.Initialized);
                json.WriteBoolean("locked", status.Locked);
                JsonText.Write(json, "locksInSeconds", status.LocksInSeconds);
                json.WriteStartArray("opensWith");
                foreach (KeySource source in status.OpensWith ?? [])
                    json.WriteStringValue(SlotText.Word(source));
                json.WriteEndArray();
                json.WriteString("sqlite", status.Sqlite);
                json.WriteString("sodium", status.Sodium);
                json.WriteEndObject();
            });
            return;
        }
        context.Out.WriteLine($"vault   {Vault(status)}");
        context.Out.WriteLine($"scope   {context.Scope}");
        context.Out.WriteLine($"daemon  pid {status.Pid}, version {status.Version}, up {RelativeTime.Span(TimeSpan.FromSeconds(status.UptimeSeconds))}");
        context.Out.WriteLine($"pipe    {Printable.Line(status.Pipe)}");
    }

    private static string Vault(VaultStatus status)
    {
        if (!status.Initialized)
            return "none yet; 'secrets init' makes one";
        if (status.Locked)
            return "locked";
        return status.LocksInSeconds is { } seconds ? $"unlocked, locks in {RelativeTime.Span(TimeSpan.FromSeconds(seconds))}" : "unlocked";
    }
}
