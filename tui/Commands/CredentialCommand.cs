using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Credentials;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets credential</c>: keeps the logins of docker and git.</summary>
internal sealed class CredentialCommand : Command
{
    public override CommandSyntax Syntax => new("credential", CommandGroup.Runs, "Keep the logins of docker and git")
    {
        Arguments = "docker|git get|store|erase|list",
        Least = 2,
        Most = 2,
        Completes = Completes.Words,
        Words = ["docker", "git"],
        Details =
        [
            "docker and git call this themselves, as docker-credential-secrets and git-credential-secrets:",
            "  ~/.docker/config.json   {\"credsStore\": \"secrets\"}",
            "  git config --global credential.helper secrets",
            "The logins are secrets of the project 'logins', in its environments 'docker' and 'git'.",
        ],
        Examples = ["echo ghcr.io | secrets credential docker get", "secrets list -p logins -e git"],
    };

    public override int Run(CommandContext context, ParsedLine line) => line[0] switch
    {
        "docker" => new DockerHelper(context).Run(line[1]),
        "git" => new GitHelper(context).Run(line[1]),
        _ => throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(line[0])}' is neither docker nor git", "secrets credential --help"),
    };
}
