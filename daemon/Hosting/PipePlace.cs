using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>The path of the pipe before it is bound. .NET would unlink whatever lies there; we remove only a socket of our own.</summary>
internal static class PipePlace
{
    /// <summary>Fails where something other than a socket of our own lies at the path. Touches nothing.</summary>
    /// <returns>Whether a socket is there: a daemon's that runs, or one that is stale.</returns>
    /// <exception cref="SecretsException">Failure: a file, a directory, a link, another user's socket.</exception>
    public static bool Check(string path, uint owner)
    {
        if (FileStatus.Of(path) is not { } status)
            return false;
        string? wrong = status.Kind switch
        {
            FileKind.Socket when status.Owner == owner => null,
            FileKind.Socket => "another user's socket",
            FileKind.RegularFile => "a regular file",
            FileKind.Directory => "a directory",
            FileKind.Link => "a link",
            _ => "no socket",
        };
        return wrong is null
            ? true
            : throw new SecretsException(ErrorCode.Failure, $"the pipe's place {path} is taken by {wrong}", "it was left untouched; move it away");
    }

    /// <summary>Whether somebody listens there.</summary>
    public static bool Serves(string path)
    {
        try
        {
            using UnixPipeStream? pipe = UnixPipeStream.TryConnect(path);
            return pipe is not null;
        }
        catch (SecretsException)
        {
            // Busy, or somebody else's: there in any case.
            return true;
        }
    }

    /// <summary>Removes a stale socket. Only the holder of the instance lock may call this: nobody can be listening then.</summary>
    /// <exception cref="SecretsException">As <see cref="Check"/>.</exception>
    public static void Clear(string path, uint owner)
    {
        if (Check(path, owner))
            File.Delete(path);
    }
}
