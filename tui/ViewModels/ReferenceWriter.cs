using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Writes a reference to a secret as the file at hand writes them: a whole entry on an empty line, the reference alone within one.</summary>
internal static class ReferenceWriter
{
    /// <summary>Whose syntax a file has: by its name, as <c>secrets run -f</c> knows it; lines of variables by what they have already.</summary>
    public static ConfigurationSyntax SyntaxOf(string fileName, string text) => fileName.ToLowerInvariant() switch
    {
        "config.yaml" or "config.yml" => ConfigurationSyntax.Truss,
        "fly.json" or "fly.yaml" or "fly.yml" => ConfigurationSyntax.FlyTree,
        var name when name.EndsWith(".dstack.yml", StringComparison.Ordinal) || name.EndsWith(".dstack.yaml", StringComparison.Ordinal) => ConfigurationSyntax.Dstack,
        var name when name.EndsWith(".toml", StringComparison.Ordinal) => ConfigurationSyntax.Fly,
        var name when name.EndsWith(".json", StringComparison.Ordinal) => ConfigurationSyntax.RunPodJson,
        var name when name.EndsWith(".env", StringComparison.Ordinal) || name.StartsWith(".env", StringComparison.Ordinal) =>
            text.Contains("RUNPOD_SECRET_", StringComparison.Ordinal) ? ConfigurationSyntax.RunPodLines : ConfigurationSyntax.Lines,
        _ => ConfigurationSyntax.Own,
    };

    /// <summary>What to put at a place of a text.</summary>
    /// <param name="syntax">Whose syntax the file has.</param>
    /// <param name="text">The text.</param>
    /// <param name="cursor">The place, 0 to the text's length.</param>
    /// <param name="name">The secret.</param>
    /// <exception cref="SecretsException">Invalid: the syntax cannot say this name.</exception>
    public static string At(ConfigurationSyntax syntax, string text, int cursor, string name)
    {
        if (syntax is ConfigurationSyntax.Dstack or ConfigurationSyntax.RunPodJson or ConfigurationSyntax.RunPodLines && !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
            throw new SecretsException(ErrorCode.Invalid, $"a reference here has letters, digits and '_' only, not {name}", "a new name would help: secrets rename");
        int start = text.LastIndexOf('\n', Math.Max(0, cursor - 1), cursor) + 1;
        int end = text.IndexOf('\n', cursor);
        string line = text[start..(end < 0 ? text.Length : end)].Trim();
        string section = SectionOf(text, start);
        return line.Length == 0 || line == "-" ? Entry(syntax, section, name, isItem: line == "-" || IsAfterItem(text, start), hasDash: line == "-") : Reference(syntax, name);
    }

    /// <summary>A variable's name that comes closest to the secret's.</summary>
    public static string VariableOf(string name)
    {
        string variable = new([.. name.Select(character => character is '.' or '-' ? '_' : character)]);
        return char.IsAsciiDigit(variable[0]) ? "_" + variable : variable;
    }

    private static string Reference(ConfigurationSyntax syntax, string name) => syntax switch
    {
        ConfigurationSyntax.RunPodJson or ConfigurationSyntax.RunPodLines => $"{{{{ RUNPOD_SECRET_{name} }}}}",
        ConfigurationSyntax.Truss or ConfigurationSyntax.Fly or ConfigurationSyntax.FlyTree => name,
        _ => $"${{{{ secrets.{name} }}}}",
    };

    private static string Entry(ConfigurationSyntax syntax, string section, string name, bool isItem, bool hasDash)
    {
        string dash = isItem && !hasDash ? "- " : "";
        string reference = Reference(syntax, name);
        string variable = VariableOf(name);
        return syntax switch
        {
            ConfigurationSyntax.Truss => $"{name}: null",
            ConfigurationSyntax.Fly when section == "[[files]]" => $"secret_name = \"{name}\"",
            ConfigurationSyntax.Fly => $"[[files]]\n  guest_path = \"/secrets/{name}\"\n  secret_name = \"{name}\"",
            ConfigurationSyntax.FlyTree => $"\"secret_name\": \"{name}\"",
            ConfigurationSyntax.RunPodJson => $"\"{variable}\": \"{reference}\"",
            ConfigurationSyntax.RunPodLines or ConfigurationSyntax.Lines => $"{variable}={reference}",
            _ when section == "secrets:" => $"{(hasDash ? "" : "- ")}{name}",
            _ when isItem => $"{dash}{variable}={reference}",
            _ => $"{variable}: {reference}",
        };
    }

    /// <summary>The line that what stands here belongs to: the nearest above that begins further left and is no item; for TOML its table.</summary>
    private static string SectionOf(string text, int lineStart)
    {
        string[] above = text[..lineStart].Split('\n');
        for (int i = above.Length - 1; i >= 0; i--)
        {
            string line = above[i].TrimEnd();
            bool isKey = line.Length > 0 && line[0] is not (' ' or '\t' or '#' or '-');
            if (isKey)
                return line;
        }
        return "";
    }

    /// <summary>Whether the nearest line above is an item of a list.</summary>
    private static bool IsAfterItem(string text, int lineStart)
    {
        string above = text[..lineStart].TrimEnd();
        return above[(above.LastIndexOf('\n') + 1)..].TrimStart().StartsWith("- ", StringComparison.Ordinal);
    }
}
