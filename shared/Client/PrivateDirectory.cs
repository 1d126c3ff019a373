using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>A directory that belongs to this user alone: what lies in it cannot be replaced by anybody else.</summary>
public static class PrivateDirectory
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory with mode 0700 where it is missing, its parents as the umask has it, and checks what is there.</summary>
    /// <exception cref="SecretsException">Failure: it is a link, no directory, somebody else's, or open to others.</exception>
    public static void Ensure(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            Create(() => Directory.CreateDirectory(parent), parent);
        // The mode in the same call: a directory made first and closed later is open in between.
        if (Libc.MakeDirectory(path, (uint)Owner) != 0 && Marshal.GetLastPInvokeError() is not Libc.EEXIST and var error)
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} cannot be made: {Marshal.GetPInvokeErrorMessage(error)}");
        Check(path);
    }

    /// <summary>Checks owner, mode and kind without following a link.</summary>
    /// <exception cref="SecretsException">Failure: it is a link, no directory, somebody else's, or open to others.</exception>
    public static void Check(string path)
    {
        FileIdentity identity = FileIdentity.Of(path)
            ?? throw new SecretsException(ErrorCode.Failure, $"the directory {path} cannot be read");
        if (!identity.IsDirectory)
            throw new SecretsException(ErrorCode.Failure, $"{path} is no directory", "move it away; a link is not followed here");
        if (identity.User != Libc.EffectiveUser())
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} belongs to another user");
        if ((identity.Mode & ~Owner) != 0)
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} is open to others", $"chmod 700 {path}");
    }

    private static void Create(Action create, string path)
    {
        try
        {
            create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the directory {path} cannot be made", "look at its owner and mode");
        }
    }
}
