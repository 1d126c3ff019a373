using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Dstack;

/// <summary>
/// dstack's <c>${{ namespace.name }}</c>, by the rules of its own interpolator (dstack, utils/interpolator.py), oddities included:
/// <c>$$</c> is a dollar sign only while no lone dollar sign stands between it and the next reference, and white space inside the
/// braces is free.
/// </summary>
internal static class DstackInterpolator
{
    private const string Opening = "${{";
    private const string Closing = "}}";

    /// <summary>Splits a value at its references.</summary>
    /// <param name="text">The value.</param>
    /// <param name="resolve">
    /// Given namespace, name and the reference as written, returns the piece that stands for it, or throws for what it does not know.
    /// </param>
    /// <param name="at">Where the value stands.</param>
    /// <param name="source">The file.</param>
    public static List<TemplatePart> Split(string text, Func<string, string, string, TemplatePart> resolve, Position at, ConfigSource source)
    {
        List<TemplatePart> parts = [];
        StringBuilder literal = new();
        int start = 0;
        while (start < text.Length)
        {
            int dollar = text.IndexOf('$', start);
            if (dollar < 0 || dollar == text.Length - 1)
                break;
            if (text[dollar + 1] == '$')
            {
                literal.Append(text, start, dollar + 1 - start);
                start = dollar + 2;
                continue;
            }
            int opening = text.IndexOf(Opening, start, StringComparison.Ordinal);
            if (opening < 0)
                break;
            int closing = text.IndexOf(Closing, opening, StringComparison.Ordinal);
            if (closing < 0)
                throw source.Error(at, "a reference is opened with '${{' and never closed", "a literal '${{' is written '$${{'");
            literal.Append(text, start, opening - start);
            string reference = text[(opening + Opening.Length)..closing].Trim();
            start = closing + Closing.Length;
            (string space, string name) = Names(reference, at, source);
            TemplatePart part = resolve(space, name, text[opening..start]);
            if (part.IsSecret)
            {
                Flush(parts, literal, at);
                parts.Add(part);
            }
            else
            {
                literal.Append(part.Text);
            }
        }
        literal.Append(text, start, text.Length - start);
        Flush(parts, literal, at);
        return parts;
    }

    /// <summary>Whether a text has something like a reference into this namespace, legal or not.</summary>
    public static bool Mentions(string text, string space)
    {
        for (int opening = 0; (opening = text.IndexOf(Opening, opening, StringComparison.Ordinal)) >= 0; opening += Opening.Length)
        {
            ReadOnlySpan<char> reference = text.AsSpan(opening + Opening.Length).TrimStart();
            if (reference.StartsWith(space) && reference[space.Length..].StartsWith('.'))
                return true;
        }
        return false;
    }

    private static void Flush(List<TemplatePart> parts, StringBuilder literal, Position at)
    {
        if (literal.Length > 0)
            parts.Add(new TemplatePart(literal.ToString(), false, at));
        literal.Clear();
    }

    /// <summary>Two names with one dot between; dstack allows ASCII letters, digits and the underscore, no digit first.</summary>
    private static (string Space, string Name) Names(string reference, Position at, ConfigSource source)
    {
        string[] names = reference.Split('.');
        if (names.Length == 2 && Shared.Contract.Names.IsVariable(names[0]) && Shared.Contract.Names.IsVariable(names[1]))
            return (names[0], names[1]);
        throw source.Error(
            at,
            $"'{Shared.Contract.Names.Printable(reference)}' is no legal reference",
            "dstack's references read ${{ secrets.name }}, with letters, digits and '_'; a literal '${{' is written '$${{'");
    }
}
