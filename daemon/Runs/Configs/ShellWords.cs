using System.Text;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Splits a text into words as Python's shlex.split does, which dstack reads an entrypoint with: POSIX quoting, nothing expanded.</summary>
internal static class ShellWords
{
    /// <summary>The words, or null where a quotation or an escape has no end.</summary>
    public static List<string>? Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else if (c == '\\' && quote != '\'')
            {
                if (++i == text.Length)
                    return null;
                // Inside double quotes it is a character of its own, but before a quote or another of its kind.
                if (quote == '"' && text[i] is not ('"' or '\\'))
                    word.Append('\\');
                word.Append(text[i]);
                inWord = true;
            }
            else if (quote == '\0' && (c is '\'' or '"'))
            {
                quote = c;
                inWord = true;
            }
            else if (quote == '\0' && (c is ' ' or '\t' or '\r' or '\n'))
            {
                if (inWord)
                    words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }
        if (inWord)
            words.Add(word.ToString());
        return quote == '\0' ? words : null;
    }
}
