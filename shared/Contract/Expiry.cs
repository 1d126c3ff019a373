using System.Globalization;

namespace Secrets.Shared.Contract;

/// <summary>When a secret is due, as people write it.</summary>
public static class Expiry
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads a date (RFC 3339, UTC where it names no offset) or a time from now: <c>45m</c>, <c>12h</c>, <c>90d</c>, <c>4w</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="SecretsException">Invalid: it is neither, or it has passed.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        DateTimeOffset time = FromNow(text, now) ?? Date(text)
            ?? throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(text)}' is no time", "for example 2027-01-31, 2027-01-31T12:00:00Z, 90d, 12h or 4w");
        return time > now ? time : throw new SecretsException(ErrorCode.Invalid, $"{Names.Printable(text)} has passed");
    }

    private static DateTimeOffset? FromNow(string text, DateTimeOffset now)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > 100_000)
            return null;
        return text[^1] switch
        {
            'm' => now.AddMinutes(count),
            'h' => now.AddHours(count),
            'd' => now.AddDays(count),
            'w' => now.AddDays(7L * count),
            _ => null,
        };
    }

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
