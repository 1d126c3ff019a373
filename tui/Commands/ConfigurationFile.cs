using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>A run configuration as it lies on disk. The daemon reads what it means.</summary>
/// <param name="Name">Its file name, by which the daemon may know the format.</param>
/// <param name="Text">What it says.</param>
/// <param name="Folder">Where it lies, an absolute path.</param>
internal sealed record ConfigurationFile(string Name, string Text, string Folder)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it; <c>-</c> is standard input.</summary>
    /// <exception cref="SecretsException">It cannot be read, is too large, or is no text.</exception>
    public static ConfigurationFile Read(CommandContext context, string path)
    {
        using SecretValue bytes = path == "-" ? ValueReader.FromStream(context.Input, "standard input", isValue: false) : ValueReader.FromFile(path, isValue: false);
        try
        {
            string place = path == "-" ? Path.Combine(context.Folder(), path) : Path.GetFullPath(path, context.Folder());
            return new ConfigurationFile(Path.GetFileName(place), Strict.GetString(bytes.Span), Path.GetDirectoryName(place) ?? "/");
        }
        catch (DecoderFallbackException)
        {
            throw new SecretsException(ErrorCode.Invalid, $"{(path == "-" ? "standard input" : path)} is no text in UTF-8");
        }
    }

    /// <summary>
    /// Whether it says nothing about a key, <c>project</c> or <c>environment</c>, so that the nearest <c>secrets.yml</c> may. In Fly's
    /// files <c>app</c> names the project, always.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="format">What the person says that the file is, or null.</param>
    /// <exception cref="SecretsException">Invalid: a file of our own, and what it says of the key is not clear.</exception>
    public bool LeavesOpen(string key, string? format)
    {
        string name = Name.ToLowerInvariant();
        if (format is null ? IsFly(name) : format == "fly")
            return false;
        if (!Text.Contains(key, StringComparison.Ordinal))
            return true;
        try
        {
            ScopeFile scope = ScopeFileReader.Read(Text, Names.Printable(Name));
            return (key == "project" ? scope.Project : scope.Environment) is null;
        }
        catch (SecretsException) when (format is null ? !IsOurs(name) : format != "secrets")
        {
            // Another system's, which names no scope, in a form that we do not know.
            return true;
        }
    }

    private bool IsFly(string name) =>
        name.EndsWith(".toml", StringComparison.Ordinal) || (name.StartsWith("fly.", StringComparison.Ordinal) && Path.GetExtension(name) is ".json" or ".yml" or ".yaml" && !name.Contains(".secrets.", StringComparison.Ordinal) && !name.Contains(".dstack.", StringComparison.Ordinal))
        || (name.EndsWith(".json", StringComparison.Ordinal) && Text.Contains("\"app\"", StringComparison.Ordinal));

    private static bool IsOurs(string name) => Path.GetExtension(name) is ".yml" or ".yaml"
        && !name.EndsWith(".dstack.yml", StringComparison.Ordinal) && !name.EndsWith(".dstack.yaml", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(name) != "config";

    /// <summary>Where its command starts: its own folder, or the one that it names from there.</summary>
    public string FolderOf(RunPlan plan) => plan.WorkingDirectory is null ? Folder : Path.Combine(Folder, plan.WorkingDirectory);
}
