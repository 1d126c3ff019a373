using System.Text.RegularExpressions;
using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Yaml;

/// <summary>
/// What a plain scalar is, by the type repository of YAML 1.1 (yaml.org/type): dstack and Truss read their files by it, and there
/// <c>yes</c> is a truth value and <c>010</c> is eight.
/// </summary>
internal static partial class YamlKinds
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    // Longer numbers than this exist nowhere; a text is the harmless reading.
    private const int MaxLength = 200;

    public static ScalarKind Of(string text)
    {
        if (text.Length == 0)
            return ScalarKind.Null;
        if (text.Length > MaxLength)
            return ScalarKind.Text;
        switch (text)
        {
            case "~" or "null" or "Null" or "NULL":
                return ScalarKind.Null;
            case "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
            case "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return ScalarKind.Boolean;
        }
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.'))
            return ScalarKind.Text;
        if (Integer().IsMatch(text))
            return ScalarKind.Integer;
        if (Float().IsMatch(text))
            return ScalarKind.Float;
        return Timestamp().IsMatch(text) ? ScalarKind.Timestamp : ScalarKind.Text;
    }

    /// <summary>Whether a tag is one of the core schema's for scalars (yaml.org/spec/1.2.2, 10.3).</summary>
    public static bool IsTag(string tag) => tag.StartsWith(TagPrefix, StringComparison.Ordinal) && tag[TagPrefix.Length..] is "str" or "int" or "float" or "bool" or "null";

    /// <summary>What a scalar with a tag is; null where the tag is none of the core schema's, or the text is not what it says.</summary>
    public static ScalarKind? Tagged(string tag, string text)
    {
        if (!IsTag(tag))
            return null;
        ScalarKind kind = Of(text);
        return tag[TagPrefix.Length..] switch
        {
            "str" => ScalarKind.Text,
            "int" when kind == ScalarKind.Integer => kind,
            "float" when kind == ScalarKind.Float || Decimal().IsMatch(text) => ScalarKind.Float,
            "bool" when kind == ScalarKind.Boolean => kind,
            "null" when kind == ScalarKind.Null => kind,
            _ => null,
        };
    }

    [GeneratedRegex(@"^[-+]?[0-9]{1,200}\z", RegexOptions.None, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*(:[0-5]?[0-9])*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"^([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|[-+]?\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*" +
        @"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Float();

    [GeneratedRegex(
        @"^[0-9]{4}-([0-9]{2}-[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?)\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Timestamp();
}
