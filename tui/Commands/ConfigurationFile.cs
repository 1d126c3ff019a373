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
    /// Whether it says nothing about a key, <c>project:</c> or <c>environment:</c>, so that the nearest <c>secrets.yml</c> may.
    /// In fly.toml <c>app</c> names the project, always.
    /// </summary>
    public bool LeavesOpen(string key) =>
        !Name.EndsWith(".toml", StringComparison.OrdinalIgnoreCase)
        && !Text.StartsWith(key, StringComparison.Ordinal) && !Text.Contains("\n" + key, StringComparison.Ordinal);

    /// <summary>Where its command starts: its own folder, or the one that it names from there.</summary>
    public string FolderOf(RunPlan plan) => plan.WorkingDirectory is null ? Folder : Path.Combine(Folder, plan.WorkingDirectory);
}
