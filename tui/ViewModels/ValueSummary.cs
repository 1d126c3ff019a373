using System.Text;

namespace Secrets.Tui.ViewModels;

/// <summary>What can be told of a value without showing it.</summary>
internal static class ValueSummary
{
    /// <summary><c>55 characters, 4 lines</c>; empty for no value.</summary>
    public static string Size(ReadOnlySpan<char> value)
    {
        if (value.Length == 0)
            return "";
        int characters = 0;
        foreach (Rune _ in value.EnumerateRunes())
            characters++;
        // A line end at the end closes a line and begins none.
        int lines = value.Count('\n') + (value[^1] == '\n' ? 0 : 1);
        string size = $"{characters} character{(characters == 1 ? "" : "s")}";
        return lines == 1 ? size : $"{size}, {lines} lines";
    }

    /// <summary>Whether it ends in what nobody sees, and most often nobody meant.</summary>
    public static bool EndsInWhiteSpace(ReadOnlySpan<char> value) => value.Length > 0 && char.IsWhiteSpace(value[^1]);
}
