using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>A directory that nobody else can look into.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory (0700) where it is missing, and checks the one that is there. Nothing that exists is changed.</summary>
    /// <exception cref="SecretsException">Failure: a link, no directory, another owner, or open to others.</exception>
    public static void Ensure(string path, uint owner)
    {
        try
        {
            if (FileStatus.Of(path) is null)
                Directory.CreateDirectory(path, OwnerOnly);
            Check(path, owner);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} cannot be made or examined", "check the permissions of the directories above it");
        }
    }

    private static void Check(string path, uint owner)
    {
        FileStatus status = FileStatus.Of(path) ?? throw new IOException($"{path} went away");
        if (status.Kind == FileKind.Link)
            throw new SecretsException(ErrorCode.Failure, $"{path} is a link", "put a directory of your own in its place, or let SECRETS_HOME name where the link leads");
        if (status.Kind != FileKind.Directory)
            throw new SecretsException(ErrorCode.Failure, $"{path} is no directory", "move it away");
        if (status.Owner != owner)
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} belongs to another user", "move it away, or give it to yourself");
        if ((status.Mode & ~OwnerOnly) != 0)
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} is open to others", $"chmod 700 {path}");
    }
}
