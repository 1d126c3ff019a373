using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands;

/// <summary>Where the key of the vault comes from: the terminal, standard input, or a file.</summary>
internal static unsafe class KeyInput
{
    /// <summary>What a key file gets, and the least that one must have: it is not stretched as a passphrase is.</summary>
    private const int KeyFileLength = 32;
    private const int Attempts = 3;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Asks for a new passphrase until it is given the same twice, three times at most.</summary>
    /// <exception cref="SecretsException">Failure: nothing was given, or never the same.</exception>
    public static SecretValue NewPassphrase(IPrompt prompt)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            SecretValue first = prompt.ReadHidden("New passphrase: ", severalLines: false);
            if (first.Length == 0)
            {
                prompt.Say("An empty passphrase protects nothing.");
                continue;
            }
            using SecretValue second = prompt.ReadHidden("Once more: ", severalLines: false);
            if (first.Span.SequenceEqual(second.Span))
                return first;
            first.Dispose();
            prompt.Say("These are not the same.");
        }
        throw new SecretsException(ErrorCode.Failure, "no passphrase was given");
    }

    /// <summary>Reads a passphrase from standard input, less the newline that <c>echo</c> puts at its end.</summary>
    /// <exception cref="SecretsException">Invalid: there is none.</exception>
    public static SecretValue PassphraseFrom(Stream input)
    {
        using SecretValue all = ValueReader.FromStream(input, "standard input");
        ReadOnlySpan<byte> passphrase = all.Span;
        if (passphrase.EndsWith("\n"u8))
            passphrase = passphrase[..^1];
        if (passphrase.EndsWith("\r"u8))
            passphrase = passphrase[..^1];
        return passphrase.IsEmpty
            ? throw new SecretsException(ErrorCode.Invalid, "standard input holds no passphrase")
            : new SecretValue(passphrase);
    }

    /// <summary>Reads a key file for a new vault; one that does not exist is made first, of random bytes, for the owner alone.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="made">Whether it was made.</param>
    /// <exception cref="SecretsException">Invalid: it is too short to be a key; Refused: others can read it; Failure.</exception>
    public static SecretValue NewKeyFile(string path, out bool made)
    {
        made = !Path.Exists(path);
        if (made)
            MakeKeyFile(path);
        else if ((File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            throw new SecretsException(ErrorCode.Refused, $"others can read the key file {path}", $"chmod 600 {path}");
        SecretValue key = ValueReader.FromFile(path);
        if (key.Length >= KeyFileLength)
            return key;
        key.Dispose();
        throw new SecretsException(ErrorCode.Invalid, $"the key file {path} has less than {KeyFileLength} bytes", "name a file that does not exist, and it will be made");
    }

    private static void MakeKeyFile(string path)
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
