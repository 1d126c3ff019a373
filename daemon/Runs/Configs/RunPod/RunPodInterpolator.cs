using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.RunPod;

/// <summary>
/// RunPod's <c>{{ RUNPOD_SECRET_name }}</c> (docs.runpod.io/pods/templates/secrets), anywhere in a value, white space inside the braces
/// free. Other double braces mean nothing to RunPod and stay as they are.
/// </summary>
internal static class RunPodInterpolator
{
    private const string Opening = "{{";
    private const string Closing = "}}";
    private const string Prefix = "RUNPOD_SECRET_";

    public static ValueTemplate Split(string text, Position at, ConfigSource source)
    {
        List<TemplatePart> parts = [];
        int literal = 0;
        for (int opening = 0; (opening = text.IndexOf(Opening, opening, StringComparison.Ordinal)) >= 0;)
        {
            ReadOnlySpan<char> inside = text.AsSpan(opening + Opening.Length).TrimStart();
            if (!inside.StartsWith(Prefix, StringComparison.Ordinal))
            {
                opening++;
                continue;
            }
            int end = text.IndexOf(Closing, opening, StringComparison.Ordinal);
            if (end < 0)
                throw source.Error(at, "a reference is opened with '{{' and never closed");
            string name = text[(opening + Opening.Length)..end].Trim()[Prefix.Length..];
            if (!Names.IsName(name))
                throw source.Error(at, $"'{Names.Printable(name)}' is no secret name", "a reference reads {{ RUNPOD_SECRET_name }}");
            if (opening > literal)
                parts.Add(new TemplatePart(text[literal..opening], false, at));
            parts.Add(new TemplatePart(name, true, at));
            opening = literal = end + Closing.Length;
        }
        if (literal < text.Length)
            parts.Add(new TemplatePart(text[literal..], false, at));
        return new ValueTemplate(parts);
    }
}
