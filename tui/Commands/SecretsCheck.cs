using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The part of <c>check</c> that is about the secrets themselves: those that have expired, and those that soon will.</summary>
/// <param name="context">The outside world.</param>
/// <param name="now">The time.</param>
/// <param name="due">What expires before this is due.</param>
internal sealed class SecretsCheck(CommandContext context, DateTimeOffset now, DateTimeOffset due)
{
    /// <summary>How long before its time a secret is due, unless something else is said.</summary>
    public static readonly TimeSpan DueSoon = TimeSpan.FromDays(14);

    private readonly List<SecretEntry> _found = [];
    private int _looked;

    /// <summary>Whether there is nothing to report.</summary>
    public bool IsGood => _found.Count == 0;

    /// <summary>Looks at the secrets.</summary>
    /// <exception cref="SecretsException">The daemon refused.</exception>
    public void Run()
    {
        foreach (SecretEntry secret in context.Call(daemon => daemon.ListAsync(new ListRequest(context.Scope), CancellationToken.None)).Secrets)
        {
            _looked++;
            if (secret.ExpiresAt <= due)
                _found.Add(secret);
        }
    }

    /// <summary>A line for each that was found, or one that says that all is well.</summary>
    public void WriteText()
    {
        foreach (SecretEntry secret in _found)
            context.Out.WriteLine($"{Printable.Line(secret.Name)}: {(IsExpired(secret) ? "expired" : "expires")} {RelativeTime.When(secret.ExpiresAt!.Value, now)}");
        if (IsGood && !context.Quiet)
            context.Out.WriteLine($"OK: {_looked} {(_looked == 1 ? "secret" : "secrets")}, none expired or due");
    }

    /// <summary>The same as the member <c>secrets</c> of an object.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("secrets");
        foreach (SecretEntry secret in _found)
        {
            json.WriteStartObject();
            json.WriteString("scope", context.Scope.ToString());
            json.WriteString("name", secret.Name);
            json.WriteString("problem", IsExpired(secret) ? "expired" : "due");
            JsonText.Write(json, "expiresAt", secret.ExpiresAt);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private bool IsExpired(SecretEntry secret) => secret.ExpiresAt <= now;
}
