using System.Globalization;
using System.Numerics;
using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Yaml;

/// <summary>
/// A YAML scalar as the text that dstack and Truss make of it, which are written in Python: <c>yes</c> is <c>True</c>, <c>1.10</c> is
/// <c>1.1</c>. A file that relied on another reading would run differently where it is deployed.
/// </summary>
internal static class PythonText
{
    /// <summary>The text; null where Python's would be none that anybody means (nothing, dates).</summary>
    public static string? Of(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Text => scalar.Text,
        ScalarKind.Boolean => scalar.Text[0] is 'y' or 'Y' or 't' or 'T' || scalar.Text is "on" or "On" or "ON" ? "True" : "False",
        ScalarKind.Integer => Integer(scalar.Text).ToString(CultureInfo.InvariantCulture),
        ScalarKind.Float => Float(scalar.Text),
        _ => null,
    };

    private static BigInteger Integer(string written)
    {
        string text = written.Replace("_", "", StringComparison.Ordinal);
        bool negative = text[0] == '-';
        text = text.TrimStart('+', '-');
        BigInteger value = text switch
        {
            ['0', 'b', ..] => Digits(text.AsSpan(2), 2),
            ['0', 'x', ..] => Digits(text.AsSpan(2), 16),
            ['0', _, ..] => Digits(text.AsSpan(1), 8),
            _ when text.Contains(':') => Sexagesimal(text),
            _ => Digits(text, 10),
        };
        return negative ? -value : value;
    }

    private static BigInteger Digits(ReadOnlySpan<char> digits, int radix)
    {
        BigInteger value = BigInteger.Zero;
        foreach (char digit in digits)
            value = (value * radix) + (char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return value;
    }

    private static BigInteger Sexagesimal(string text)
    {
        BigInteger value = BigInteger.Zero;
        foreach (string part in text.Split(':'))
            value = (value * 60) + Digits(part, 10);
        return value;
    }

    private static string Float(string written)
    {
        string text = written.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        bool negative = text[0] == '-';
        text = text.TrimStart('+', '-');
        if (text is ".inf" or ".nan")
            return negative ? "-inf" : text[1..];
        double value = 0;
        foreach (string part in text.Split(':'))
            value = (value * 60) + (part == "." ? 0 : double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture));
        return Shortest(negative ? -value : value);
    }

    /// <summary>The shortest text that reads back the same, as Python lays it out: an exponent below 1e-4 and from 1e16 on.</summary>
    private static string Shortest(double value)
    {
        if (double.IsInfinity(value))
            return value < 0 ? "-inf" : "inf";
        string scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        int exponent = value == 0 ? 0 : int.Parse(scientific.AsSpan(scientific.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        (string digits, bool negative) = SignificantDigits(shortest);
        StringBuilder text = new(negative ? "-" : "");
        if (exponent is < -4 or >= 16)
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
                text.Append('.').Append(digits, 1, digits.Length - 1);
            return text.Append(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}").ToString();
        }
        if (exponent < 0)
            return text.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
        digits = digits.PadRight(exponent + 2, '0');
        return text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1).ToString();
    }

    private static (string Digits, bool Negative) SignificantDigits(string shortest)
    {
        int end = shortest.IndexOf('E');
        string mantissa = (end < 0 ? shortest : shortest[..end]).Replace(".", "", StringComparison.Ordinal);
        string digits = mantissa.TrimStart('-').Trim('0');
        return (digits.Length == 0 ? "0" : digits, mantissa[0] == '-');
    }
}
