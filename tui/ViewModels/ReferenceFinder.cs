namespace Secrets.Tui.ViewModels;

/// <summary>Finds the secrets that a text refers to, in its own syntax.</summary>
internal static class ReferenceFinder
{
    /// <summary>Where the names stand, in their order.</summary>
    public static IReadOnlyList<Range> NamesIn(ConfigurationSyntax syntax, ReadOnlySpan<char> text)
    {
        List<Range> names = [];
        switch (syntax)
        {
            case ConfigurationSyntax.RunPodJson or ConfigurationSyntax.RunPodLines:
                AddAfter(text, "RUNPOD_SECRET_", names);
                break;
            case ConfigurationSyntax.Fly:
                AddAfter(text, "secret_name = \"", names);
                break;
            case ConfigurationSyntax.FlyTree:
                AddAfter(text, "\"secret_name\": \"", names);
                break;
            case ConfigurationSyntax.Truss:
                AddKeysBelow(text, "secrets:", names);
                break;
            default:
                AddBraced(text, names);
                break;
        }
        return names;
    }

    private static void AddAfter(ReadOnlySpan<char> text, string before, List<Range> names)
    {
        for (int at = text.IndexOf(before, StringComparison.Ordinal); at >= 0;)
        {
            int start = at + before.Length;
            int length = NameLength(text[start..]);
            if (length > 0)
                names.Add(start..(start + length));
            int next = text[start..].IndexOf(before, StringComparison.Ordinal);
            at = next < 0 ? -1 : start + next;
        }
    }

    /// <summary><c>${{ secrets.NAME }}</c>, with any white space inside, and no dollar sign before: that would be a literal.</summary>
    private static void AddBraced(ReadOnlySpan<char> text, List<Range> names)
    {
        const string Open = "${{";
        const string Word = "secrets.";
        for (int at = 0; text[at..].IndexOf(Open, StringComparison.Ordinal) is var next and >= 0;)
        {
            bool isLiteral = at + next > 0 && text[at + next - 1] == '$';
            at += next + Open.Length;
            int word = at + text[at..].Length - text[at..].TrimStart().Length;
            if (isLiteral || !text[word..].StartsWith(Word, StringComparison.Ordinal))
                continue;
            int start = word + Word.Length;
            int length = NameLength(text[start..]);
            if (length > 0)
                names.Add(start..(start + length));
        }
    }

    /// <summary>The keys of a mapping in YAML whose own key begins a line.</summary>
    private static void AddKeysBelow(ReadOnlySpan<char> text, string key, List<Range> names)
    {
        bool isInside = false;
        foreach (Range line in text.Split('\n'))
        {
            int start = line.Start.Value;
            ReadOnlySpan<char> content = text[line];
            if (content.Length > 0 && !char.IsWhiteSpace(content[0]))
            {
                isInside = content.TrimEnd().SequenceEqual(key);
                continue;
            }
            int indent = content.Length - content.TrimStart().Length;
            int length = NameLength(content[indent..]);
            if (isInside && length > 0 && content[(indent + length)..].StartsWith(":", StringComparison.Ordinal))
                names.Add((start + indent)..(start + indent + length));
        }
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '.' or '-'))
            length++;
        return length;
    }
}
