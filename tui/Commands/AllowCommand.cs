using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Hooks;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets allow</c> and <c>secrets deny</c>: whether shells may load a folder's <c>secrets.yml</c>.</summary>
/// <param name="allow">Which of the two.</param>
internal sealed class AllowCommand(bool allow) : Command
{
    public override CommandSyntax Syntax => allow
        ? new("allow", CommandGroup.Runs, "Let shells load the secrets.yml of a folder, as it is now")
        {
            Arguments = "[FILE]",
            Most = 1,
            Completes = Completes.Files,
            Details =
            [
                "For shells with 'secrets hook'. Without FILE, the nearest secrets.yml, here or in a folder above. What is allowed is",
                "this content in this place: a file that was changed, moved or copied has to be allowed again. Look at it first: it",
                "decides which secrets your shell gets, and under which names.",
            ],
            Examples = ["secrets allow", "secrets allow ~/code/api/secrets.yml"],
        }
        : new("deny", CommandGroup.Runs, "Let no shell load the secrets.yml of a folder")
        {
            Arguments = "[FILE]",
            Most = 1,
            Completes = Completes.Files,
            Details =
            [
                "Takes back what 'secrets allow' allowed: shells that loaded it unload it at their next prompt. They say no more that",
                "it is not allowed, whatever it says later, until it is allowed.",
            ],
            Examples = ["secrets deny"],
        };

    public override int Run(CommandContext context, ParsedLine line)
    {
        string path = line.Count > 0 ? Given(context, line[0]) : ScopeSettings.NearestFile(context.Folder())
            ?? throw new SecretsException(ErrorCode.NotFound, "there is no secrets.yml here or above", $"secrets {Syntax.Name} FILE");
        AllowedFiles allowed = new(context.Paths);
        if (allow)
            allowed.Add(ShellFile.Read(path));
        else
            allowed.Remove(ShellFile.Resolve(path));
        return context.Done();
    }

    private string Given(CommandContext context, string word)
    {
        string path = Path.GetFullPath(word, context.Folder());
        if (Directory.Exists(path))
            path = Path.Combine(path, ShellFile.Name);
        if (Path.GetFileName(path) != ShellFile.Name)
            throw new SecretsException(ErrorCode.Invalid, $"a shell loads only files named {ShellFile.Name}");
        if (allow && !File.Exists(path))
            throw new SecretsException(ErrorCode.NotFound, $"there is no file {path}");
        return path;
    }
}
