using System.Globalization;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Audit;

/// <summary>A moment that has passed, as people write it.</summary>
internal static class PastTime
{
    /// <summary>Reads a date (RFC 3339, UTC where it names no offset) or how long ago: <c>45m</c>, <c>12h</c>, <c>90d</c>, <c>4w</c>.</summary>
    /// <exception cref="SecretsException">Invalid: it is neither.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        if (DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time;
        }
        try
        {
            return now - (Expiry.Parse(text, now) - now);
        }
        catch (SecretsException)
        {
            throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(text)}' is no time", "for example 2h, 7d or 2026-01-31");
        }
    }
}
