using System.Text.Encodings.Web;
using System.Text.Json;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands;

/// <summary>JSON on standard output: indented, for people too, with a newline at its end.</summary>
internal static class JsonText
{
    // Not for a web page: quotes and other scripts' letters are written as they are. Control characters never are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same on one line, for texts of many documents.</summary>
    public static readonly JsonWriterOptions OneLine = Options with { Indented = false };

    /// <summary>Writes one document.</summary>
    public static void Write(Output output, Action<Utf8JsonWriter> write)
    {
        using (Utf8JsonWriter json = new(output, Options))
            write(json);
        output.Write("\n"u8);
    }

    /// <summary>Writes a number or null.</summary>
    public static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    /// <summary>Writes a time (RFC 3339) or null.</summary>
    public static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
            json.WriteString(name, value);
        else
            json.WriteNull(name);
    }

    /// <summary>Writes a list of texts.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Writes all about a secret but its value. The shape is the same for <c>list</c> and <c>show</c>, and every field is always there but the last use, which only <c>show</c> tells.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="environment">The environment that it comes from, where that is asked for.</param>
    /// <param name="more">Adds further members.</param>
    public static void Write(Utf8JsonWriter json, SecretEntry secret, string? environment = null, Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject();
        json.WriteString("name", secret.Name);
        json.WriteString("digest", secret.Digest);
        json.WriteString("status", secret.Status);
        json.WriteNumber("version", secret.Version);
        json.WriteString("createdAt", secret.CreatedAt);
        json.WriteString("updatedAt", secret.UpdatedAt);
        json.WriteString("description", secret.Description);
        Write(json, "tags", secret.Tags ?? []);
        json.WriteBoolean("writeOnly", secret.WriteOnly);
        json.WriteBoolean("template", secret.References is not null);
        Write(json, "references", secret.References ?? []);
        Write(json, "expiresAt", secret.ExpiresAt);
        if (environment is not null)
            json.WriteString("environment", environment);
        if (secret.LastUsedAt is { } used)
        {
            json.WriteString("lastUsedAt", used);
            json.WriteString("lastUsedBy", secret.LastUsedBy);
        }
        more?.Invoke(json);
        json.WriteEndObject();
    }
}
