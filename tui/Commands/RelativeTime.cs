namespace Secrets.Tui.Commands;

/// <summary>Times as people tell them.</summary>
internal static class RelativeTime
{
    /// <summary>How long ago: <c>3 minutes ago</c>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) =>
        now - then < TimeSpan.FromSeconds(5) ? "just now" : $"{Span(now - then)} ago";

    /// <summary>When, be it past or to come: <c>in 3 days</c>.</summary>
    public static string When(DateTimeOffset then, DateTimeOffset now) => then > now ? $"in {Span(then - now)}" : Ago(then, now);

    /// <summary>A duration in its largest unit: <c>3 minutes</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Count(span.TotalSeconds, "second"),
        { TotalHours: < 1 } => Count(span.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count(span.TotalHours, "hour"),
        { TotalDays: < 60 } => Count(span.TotalDays, "day"),
        { TotalDays: < 730 } => Count(span.TotalDays / 30.44, "month"),
        _ => Count(span.TotalDays / 365.25, "year"),
    };

    private static string Count(double value, string unit)
    {
        long number = Math.Max((long)value, 0);
        return number == 1 ? $"1 {unit}" : $"{number} {unit}s";
    }
}
