using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands;

/// <summary>Key files: 32 random bytes that only their owner can read.</summary>
internal static unsafe class KeyFiles
{
    /// <summary>What a key file gets, and the least that one must have: it is not stretched as a passphrase is.</summary>
    private const int KeyFileLength = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a new key file; one that does not exist is made first, of random bytes, for the owner alone.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="made">Whether it was made.</param>
    /// <exception cref="SecretsException">Invalid: it is too short to be a key; Refused: others can read it; Failure.</exception>
    public static SecretValue New(string path, out bool made)
    {
        made = !Path.Exists(path);
        if (made)
            Make(path);
        else if ((File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            throw new SecretsException(ErrorCode.Refused, $"others can read the key file {path}", $"chmod 600 {path}");
        SecretValue key = ValueReader.FromFile(path);
        if (key.Length >= KeyFileLength)
            return key;
        key.Dispose();
        throw new SecretsException(ErrorCode.Invalid, $"the key file {path} has less than {KeyFileLength} bytes", "name a file that does not exist, and it will be made");
    }

    private static void Make(string path)
    {
        Span<byte> key = stackalloc byte[KeyFileLength];
        try
        {
            fixed (byte* start = key)
            {
                if (Posix.GetEntropy(start, KeyFileLength) != 0)
                    throw new SecretsException(ErrorCode.Failure, "the system gives no random bytes");
            }
            using FileStream file = new(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerOnly,
                BufferSize = 0,
            });
            file.Write(key);
            file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the key file {path} cannot be made", "look at the folder's owner and mode");
        }
        finally
        {
            key.Clear();
        }
    }
}
