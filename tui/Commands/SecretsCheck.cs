using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The part of <c>check</c> that is about the secrets themselves: those that have expired, soon will, or were long unused.</summary>
/// <param name="context">The outside world.</param>
/// <param name="request">What to look for.</param>
internal sealed class SecretsCheck(CommandContext context, DueRequest request)
{
    /// <summary>How long before its time a secret is due, unless something else is said.</summary>
    public static readonly TimeSpan DueSoon = TimeSpan.FromDays(14);

    /// <summary>How long a secret may be unused, unless something else is said.</summary>
    public static readonly TimeSpan LongUnused = TimeSpan.FromDays(90);

    private DueReply _reply = new(0, []);

    /// <summary>Whether there is nothing to report.</summary>
    public bool IsGood => _reply.Secrets.Count == 0;

    /// <summary>Looks at the secrets.</summary>
    /// <exception cref="SecretsException">The daemon refused.</exception>
    public void Run() => _reply = context.Call(daemon => daemon.DueAsync(request, CancellationToken.None));

    /// <summary>A line for each that was found, or one that says that all is well.</summary>
    public void WriteText()
    {
        foreach (DueSecret secret in _reply.Secrets)
            context.Out.WriteLine($"{secret.Scope}/{secret.Name}: {string.Join(", ", secret.Problems.Select(problem => Text(problem, secret)))}");
        if (IsGood && !context.Quiet)
            context.Out.WriteLine($"OK: {_reply.Looked} {(_reply.Looked == 1 ? "secret" : "secrets")}, none expired, due or long unused");
    }

    /// <summary>The same as the member <c>secrets</c> of an object.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("secrets");
        foreach (DueSecret secret in _reply.Secrets)
        {
            json.WriteStartObject();
            json.WriteString("scope", secret.Scope.ToString());
            json.WriteString("name", secret.Name);
            json.WriteStartArray("problems");
            foreach (string problem in secret.Problems)
                json.WriteStringValue(problem);
            json.WriteEndArray();
            json.WriteString("updatedAt", secret.UpdatedAt);
            JsonText.Write(json, "expiresAt", secret.ExpiresAt);
            JsonText.Write(json, "lastUsedAt", secret.LastUsedAt);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private string Text(string problem, DueSecret secret)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        return problem switch
        {
            "expired" => $"expired {RelativeTime.When(secret.ExpiresAt ?? now, now)}",
            "due" => $"expires {RelativeTime.When(secret.ExpiresAt ?? now, now)}",
            "unused" => secret.LastUsedAt is { } used ? $"unused, last used {RelativeTime.Ago(used, now)}" : $"never used, set {RelativeTime.Ago(secret.UpdatedAt, now)}",
            _ => Printable.Line(problem),
        };
    }
}
