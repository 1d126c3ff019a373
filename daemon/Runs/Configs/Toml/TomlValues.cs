using System.Globalization;
using System.Text.RegularExpressions;
using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Toml;

/// <summary>TOML's values that are no strings, arrays or tables: truth values, numbers, dates and times.</summary>
internal static partial class TomlValues
{
    // Longer ones are of no use to anybody: 64 binary digits with a '_' between each are 129 characters.
    private const int MaxLength = 200;

    /// <summary>What a bare value is, or null where it is nothing that TOML knows.</summary>
    public static ScalarKind? KindOf(string text)
    {
        if (text is "true" or "false")
            return ScalarKind.Boolean;
        if (text.Length is 0 or > MaxLength)
            return null;
        if (Integer().IsMatch(text))
            return FitsInteger(text) ? ScalarKind.Integer : null;
        if (Float().IsMatch(text))
            return ScalarKind.Float;
        Match date = Date().Match(text);
        if (!date.Success || !IsReal(date))
            return null;
        return (date.Groups["year"].Success, date.Groups["hour"].Success, date.Groups["offset"].Success) switch
        {
            (true, true, true) => ScalarKind.Timestamp,
            (true, true, false) => ScalarKind.LocalTimestamp,
            (true, false, false) => ScalarKind.LocalDate,
            (false, true, false) => ScalarKind.LocalTime,
            _ => null,
        };
    }

    /// <summary>A whole number's value.</summary>
    public static long Integer(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        return digits is ['0', 'x' or 'o' or 'b', ..]
            ? (long)Unsigned(digits)!.Value
            : long.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static bool FitsInteger(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        return digits is ['0', 'x' or 'o' or 'b', ..]
            ? Unsigned(digits) <= long.MaxValue
            : long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    private static ulong? Unsigned(string digits)
    {
        int bits = digits[1] switch { 'x' => 4, 'o' => 3, _ => 1 };
        ulong value = 0;
        foreach (char digit in digits.AsSpan(2))
        {
            if (value >> (64 - bits) != 0)
                return null;
            value = (value << bits) | (uint)(char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        return value;
    }

    private static bool IsReal(Match date)
    {
        if (date.Groups["year"].Success)
        {
            (int year, int month, int day) = (Number(date, "year"), Number(date, "month"), Number(date, "day"));
            // .NET counts years from 1; RFC 3339 knows a year 0, a leap year like 400.
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year == 0 ? 400 : year, month))
                return false;
        }
        return Number(date, "hour") <= 23 && Number(date, "minute") <= 59 && Number(date, "second") <= 60
            && Number(date, "offsetHour") <= 23 && Number(date, "offsetMinute") <= 59;
    }

    private static int Number(Match date, string group) =>
        date.Groups[group].Success ? int.Parse(date.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^([-+]?(0|[1-9](_?[0-9])*)|0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"^[-+]?(inf|nan|(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*([eE][-+]?[0-9](_?[0-9])*)?|[eE][-+]?[0-9](_?[0-9])*))\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Float();

    [GeneratedRegex(
        @"^((?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2}))?((^|(?<=[0-9])[Tt ])(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.[0-9]+)?"
        + @"(?<offset>[Zz]|[-+](?<offsetHour>[0-9]{2}):(?<offsetMinute>[0-9]{2}))?)?\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Date();
}
