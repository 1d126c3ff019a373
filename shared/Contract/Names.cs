namespace Secrets.Shared.Contract;

/// <summary>What may be a name: of a secret, a project, an environment, and of an environment variable.</summary>
public static class Names
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 200;

    private static readonly string[] RefusedTargets = ["PATH", "HOME", "SHELL", "IFS", "NODE_OPTIONS", "PROMPT_COMMAND", "PERL5OPT", "BASH_ENV", "ENV"];
    private static readonly string[] RefusedPrefixes = ["LD_", "DYLD_", "DOTNET_", "CORECLR_"];

    /// <summary>Whether a text is <c>^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$</c> and neither <c>.</c> nor <c>..</c>.</summary>
    public static bool IsName(string text)
    {
        if (text.Length is 0 or > MaxLength || text[0] is '.' or '-')
            return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
                return false;
        }
        return true;
    }

    /// <summary>Returns the name, or says which rule it breaks.</summary>
    /// <param name="text">The candidate.</param>
    /// <param name="what">What it names, for the message: <c>secret name</c>.</param>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static string Require(string text, string what) => IsName(text)
        ? text
        : throw new SecretsException(
            ErrorCode.Invalid,
            text.Length == 0 ? $"the {what} is empty" : $"'{Printable(text)}' is no {what}",
            $"letters, digits, '_', '.' and '-', not starting with '.' or '-', at most {MaxLength} characters");

    /// <summary>Whether a text is a POSIX environment variable's name, <c>^[A-Za-z_][A-Za-z0-9_]*$</c>.</summary>
    /// <remarks>POSIX.1-2017, Base Definitions, section 8.1; lower case is allowed as shells allow it.</remarks>
    public static bool IsVariable(string text)
    {
        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
            return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }
        return true;
    }

    /// <summary>Whether setting this variable could run other code than the person meant, so that only <c>--force</c> sets it.</summary>
    public static bool IsRefusedTarget(string variable)
    {
        foreach (string prefix in RefusedPrefixes)
        {
            if (variable.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return Array.IndexOf(RefusedTargets, variable) >= 0;
    }

    /// <summary>The longest path that a system knows, in characters: a place in a file is of no use when the file's name is cut.</summary>
    public const int LongestPath = 4096;

    /// <summary>A text made fit for a message: cut, by default at 60 characters, and control characters replaced.</summary>
    public static string Printable(string text, int longest = 60)
    {
        ReadOnlySpan<char> head = text.AsSpan(0, Math.Min(text.Length, Math.Min(longest, LongestPath)));
        Span<char> clean = stackalloc char[head.Length];
        for (int i = 0; i < head.Length; i++)
            clean[i] = char.IsControl(head[i]) || char.IsSurrogate(head[i]) || char.GetUnicodeCategory(head[i]) == System.Globalization.UnicodeCategory.Format ? '?' : head[i];
        return text.Length > head.Length ? $"{clean}…" : clean.ToString();
    }
}
