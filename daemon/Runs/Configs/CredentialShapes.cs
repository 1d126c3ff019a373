using System.Buffers;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Tells a credential that somebody pasted from a placeholder.</summary>
internal static class CredentialShapes
{
    private const int MinLength = 16;
    private const int MinRandomLength = 32;
    private const int MaxWord = 4096;
    private const int MinUnbroken = 24;
    private const int CommitLength = 40;

    // What the issuers themselves put in front, so that a leak can be found.
    private static readonly string[] Prefixes =
    [
        "hf_", "sk-", "sk_live_", "sk_test_", "rk_live_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xapp-",
        "AKIA", "ASIA", "AIza", "ya29.", "eyJ", "npm_", "pypi-", "dckr_pat_", "nvapi-", "r8_", "gsk_", "pul-", "dop_v1_", "shpat_", "SG.", "rpa_", "-----BEGIN",
    ];

    private static readonly string[] CommitKeys = ["rev", "revision", "commit", "commitish", "ref", "sha"];

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    // Without '=', which parts a name from its value.
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-.");

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.");

    /// <summary>Where in a line something likely begins, or null.</summary>
    public static int? Find(ReadOnlySpan<char> line)
    {
        int key = line.IndexOf("-----BEGIN ");
        if (key >= 0 && line[key..].Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return key;
        for (int start = 0; start < line.Length;)
        {
            int length = line[start..].IndexOfAnyExcept(WordCharacters);
            length = length < 0 ? line.Length - start : length;
            // A digest of something public, as images and packages are pinned by.
            bool isDigest = start > 3 && line[start - 1] is ':' or '-' && line[..(start - 1)].EndsWith("sha256", StringComparison.OrdinalIgnoreCase);
            if (length is >= MinLength and <= MaxWord && !isDigest && !IsCommit(line, start, length) && IsLikely(line.Slice(start, length).ToString()))
                return start;
            start += length + 1;
        }
        return null;
    }

    /// <summary>A commit of git that something is pinned to: behind <c>NAME@</c> or <c>URL#</c>, or what a key like <c>rev</c> stands for.</summary>
    private static bool IsCommit(ReadOnlySpan<char> line, int start, int length)
    {
        if (length != CommitLength || line.Slice(start, length).IndexOfAnyExcept(LowerHex) >= 0)
            return false;
        ReadOnlySpan<char> before = line[..start];
        if (before is [.., var last, '@' or '#'])
            return WordCharacters.Contains(last);
        before = before.TrimEnd(" \t'\"");
        if (before is not [.., ':' or '='])
            return false;
        before = before[..^1].TrimEnd(" \t'\"");
        // The key's last word: of GIT_COMMIT, commit-sha, headRef.
        int from = before.Length;
        while (from > 0 && char.IsAsciiLetter(before[from - 1]) && !(from < before.Length && char.IsAsciiLetterUpper(before[from]) && char.IsAsciiLetterLower(before[from - 1])))
            from--;
        return CommitKeys.Contains(before[from..].ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a text has an issuer's prefix, or looks random: long, one word, letters of both cases and digits or all hexadecimal.</summary>
    public static bool IsLikely(string text)
    {
        text = text.Trim();
        if (text.StartsWith("-----BEGIN", StringComparison.Ordinal))
            return true;
        if (text.Length < MinLength || text.AsSpan().ContainsAnyExcept(TokenCharacters) || text.Contains("...", StringComparison.Ordinal))
            return false;
        int digits = text.Count(char.IsAsciiDigit);
        if (Prefixes.FirstOrDefault(prefix => text.StartsWith(prefix, StringComparison.Ordinal)) is { } issuer)
            return digits > 0 || IsRandomWord(text.AsSpan(issuer.Length));
        // Words with a '-' or '.' between them are names more often than secrets.
        if (text.Length < MinRandomLength || digits < 4 || text.AsSpan().IndexOfAny('-', '.') >= 0)
            return false;
        return text.All(char.IsAsciiHexDigit) || (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Distinct().Count() >= 16);
    }

    /// <summary>Letters of both cases without anything between them: many tokens of Hugging Face have no digit, and no placeholder looks like that.</summary>
    private static bool IsRandomWord(ReadOnlySpan<char> text) =>
        text.Length >= MinUnbroken && text.IndexOfAnyExcept(Letters) < 0 && text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z');
}
