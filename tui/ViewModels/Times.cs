using System.Globalization;

namespace Secrets.Tui.ViewModels;

/// <summary>Times as they fit into a column.</summary>
internal static class Times
{
    /// <summary>A duration in its largest unit: <c>5s</c>, <c>3m</c>, <c>2h</c>, <c>9d</c>, <c>4mo</c>, <c>2y</c>.</summary>
    public static string Short(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds}s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes}m",
        { TotalDays: < 1 } => $"{(int)span.TotalHours}h",
        { TotalDays: < 60 } => $"{(int)span.TotalDays}d",
        { TotalDays: < 730 } => $"{(int)(span.TotalDays / 30.44)}mo",
        _ => $"{(int)(span.TotalDays / 365.25)}y",
    };

    /// <summary>When a secret is due: <c>in 9d</c>, or <c>expired</c>; empty when it never is.</summary>
    public static string Due(DateTimeOffset? expiresAt, DateTimeOffset now) => expiresAt switch
    {
        null => "",
        { } time when time <= now => "expired",
        { } time => $"in {Short(time - now)}",
    };

    /// <summary>A moment in the person's own time zone, with how long ago it was.</summary>
    public static string Moment(DateTimeOffset moment, TimeProvider time, bool seconds = false)
    {
        TimeSpan ago = time.GetUtcNow() - moment;
        string distance = ago >= TimeSpan.Zero ? (ago.TotalSeconds < 1 ? "just now" : $"{Short(ago)} ago") : $"in {Short(-ago)}";
        DateTimeOffset local = TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
        return $"{local.ToString(seconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}, {distance}";
    }
}
