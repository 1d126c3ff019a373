using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Where a secret is used, as people and scripts read it.</summary>
internal static class SecretUses
{
    /// <summary>One use: <c>run train in llm/dev, 3 times, last 2 hours ago</c>.</summary>
    public static string Text(SecretUse use, DateTimeOffset now)
    {
        string program = use.Program is null ? "" : $" {(use.Action == "run" ? "" : "by ")}{use.Program}";
        string times = use.Count == 1 ? "once" : $"{use.Count} times, last";
        return $"{use.Action}{program} in {use.Scope}, {times} {RelativeTime.Ago(use.LastAt, now)}";
    }

    /// <summary>The member <c>uses</c> of an object.</summary>
    public static void Write(Utf8JsonWriter json, UsesReply uses)
    {
        json.WriteStartArray("uses");
        foreach (SecretUse use in uses.Uses)
        {
            json.WriteStartObject();
            json.WriteString("action", use.Action);
            json.WriteString("program", use.Program);
            json.WriteString("project", use.Scope.Project);
            json.WriteString("environment", use.Scope.Environment);
            json.WriteNumber("count", use.Count);
            json.WriteString("lastAt", use.LastAt);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (uses.Since is { } since)
            json.WriteString("usesSince", since);
    }
}
