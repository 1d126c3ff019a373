using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Words that a secret must have in its name, description or tags, or a line of a log; a word after <c>!</c> it must not have.</summary>
internal sealed class SecretFilter
{
    private readonly string[] _wanted;
    private readonly string[] _unwanted;

    public SecretFilter(string text)
    {
        Text = text;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _wanted = [.. words.Where(word => word[0] != '!')];
        // A '!' alone is a word that is not finished yet.
        _unwanted = [.. words.Where(word => word[0] == '!' && word.Length > 1).Select(word => word[1..])];
    }

    public static SecretFilter None { get; } = new("");

    public string Text { get; }

    public bool LetsThrough(SecretEntry secret) =>
        Array.TrueForAll(_wanted, word => Has(secret, word)) && !Array.Exists(_unwanted, word => Has(secret, word));

    /// <summary>Whether a text has all of the wanted words and none of the others.</summary>
    public bool LetsThrough(ReadOnlySpan<char> text)
    {
        foreach (string word in _wanted)
        {
            if (!text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        foreach (string word in _unwanted)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    /// <summary>Where in a text the wanted words stand: in rising order and apart.</summary>
    public IReadOnlyList<Range> Matches(string text)
    {
        if (_wanted.Length == 0)
            return [];
        List<(int Start, int End)> found = [];
        foreach (string word in _wanted)
        {
            for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
                found.Add((at, at + word.Length));
        }
        found.Sort();
        List<Range> apart = [];
        int end = 0;
        foreach ((int start, int stop) in found)
        {
            if (stop > end)
                apart.Add(Math.Max(start, end)..stop);
            end = Math.Max(end, stop);
        }
        return apart;
    }

    private static bool Has(SecretEntry secret, string word) =>
        secret.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || secret.Description?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        || secret.Tags?.Any(tag => tag.Contains(word, StringComparison.OrdinalIgnoreCase)) == true;
}
