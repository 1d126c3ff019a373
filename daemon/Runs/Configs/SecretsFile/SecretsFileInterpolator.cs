using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.SecretsFile;

/// <summary>
/// References in our own <c>secrets.yml</c>: <c>${{ secrets.name }}</c> with any legal name, so that every stored secret can be
/// reached. <c>$${{</c> is a literal <c>${{</c>; no other character is special, so a value with dollar signs stays as it is.
/// </summary>
internal static class SecretsFileInterpolator
{
    private const string Opening = "${{";
    private const string Closing = "}}";
    private const string Space = "secrets.";

    public static ValueTemplate Split(string text, Position at, ConfigSource source)
    {
        List<TemplatePart> parts = [];
        StringBuilder literal = new();
        int start = 0;
        for (int opening; (opening = text.IndexOf(Opening, start, StringComparison.Ordinal)) >= 0;)
        {
            if (opening > start && text[opening - 1] == '$')
            {
                literal.Append(text, start, opening - 1 - start).Append(Opening);
                start = opening + Opening.Length;
                continue;
            }
            int closing = text.IndexOf(Closing, opening, StringComparison.Ordinal);
            if (closing < 0)
                throw source.Error(at, "a reference is opened with '${{' and never closed", "a literal '${{' is written '$${{'");
            literal.Append(text, start, opening - start);
            Flush();
            string reference = text[(opening + Opening.Length)..closing].Trim();
            if (!reference.StartsWith(Space, StringComparison.Ordinal) || !Names.IsName(reference[Space.Length..]))
                throw source.Error(at, $"'{Names.Printable(reference)}' is no legal reference", "a reference reads ${{ secrets.name }}; a literal '${{' is written '$${{'");
            parts.Add(new TemplatePart(reference[Space.Length..], true, at));
            start = closing + Closing.Length;
        }
        literal.Append(text, start, text.Length - start);
        Flush();
        return new ValueTemplate(parts);

        void Flush()
        {
            if (literal.Length > 0)
                parts.Add(new TemplatePart(literal.ToString(), false, at));
            literal.Clear();
        }
    }
}
