using System.Buffers;
using System.Globalization;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Toml;

namespace Secrets.Daemon.Runs.Configs.Fly;

/// <summary>
/// Numbers in <c>[env]</c>. Fly's page asks for texts, but flyctl takes numbers and writes them as Go's <c>%v</c> does (flyctl,
/// internal/appconfig/patches.go), so that files with them are deployed.
/// </summary>
internal static class FlyNumbers
{
    // A double has as many digits for certain.
    private const int SafeDigits = 15;

    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789.");

    /// <summary>The text of a number in TOML; null where it would have an exponent, be infinite or none.</summary>
    public static string? OfToml(ScalarNode number) => number.Kind == ScalarKind.Integer
        ? TomlValues.Integer(number.Text).ToString(CultureInfo.InvariantCulture)
        : Fraction(number.Text.Replace("_", "", StringComparison.Ordinal));

    /// <summary>The text of a number in JSON or YAML; null also where it is not one in every reading, as <c>010</c> and <c>1_000</c>.</summary>
    public static string? OfOthers(ScalarNode number)
    {
        ReadOnlySpan<char> digits = number.Text.AsSpan(number.Text.StartsWith('-') ? 1 : 0);
        if (digits.ContainsAnyExcept(Plain) || digits is ['0', not '.', ..] or ['.', ..] or [.., '.'] || digits.Length > SafeDigits)
            return null;
        return number.Kind == ScalarKind.Integer ? number.Text : Fraction(number.Text);
    }

    /// <summary>The shortest text that reads back the same.</summary>
    private static string? Fraction(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            return null;
        // Outside of these Go writes an exponent.
        return value == 0 || Math.Abs(value) is >= 1e-4 and < 1e6 ? value.ToString("R", CultureInfo.InvariantCulture) : null;
    }
}
