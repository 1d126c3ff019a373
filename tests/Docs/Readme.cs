using Secrets.Tests.Architecture;

namespace Secrets.Tests.Docs;

/// <summary>README.md as the tests read it.</summary>
internal static class Readme
{
    /// <summary>The content of the one fenced block in this language, with its line ends.</summary>
    public static string Block(string language)
    {
        string[] parts = Repository.Read("README.md").Split($"```{language}\n");
        return parts.Length == 2
            ? parts[1][..parts[1].IndexOf("```", StringComparison.Ordinal)]
            : throw new InvalidOperationException($"README.md has {parts.Length - 1} blocks of {language}, not one");
    }
}
