using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands;

/// <summary>Reads values whole, byte for byte, into memory that is cleared.</summary>
internal static class ValueReader
{
    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="what">What it is, for messages: <c>standard input</c>.</param>
    /// <param name="isValue">Whether it becomes a value, and no other text.</param>
    /// <exception cref="SecretsException">Invalid: it is longer than a value may be; Failure: it cannot be read.</exception>
    public static SecretValue FromStream(Stream stream, string what, bool isValue = true)
    {
        using SecretBufferWriter buffer = new();
        try
        {
            int count;
            while ((count = stream.Read(buffer.GetSpan(16384))) > 0)
            {
                buffer.Advance(count);
                if (buffer.Length > SecretValue.MaxLength)
                    throw isValue
                        ? new SecretsException(ErrorCode.Invalid, $"{what} is longer than a value may be", $"at most {SecretValue.MaxLength} bytes")
                        : new SecretsException(ErrorCode.Invalid, $"{what} is longer than 1 MiB, the most that is read");
            }
        }
        catch (IOException exception)
        {
            throw new SecretsException(ErrorCode.Failure, $"{what} cannot be read: {exception.Message}");
        }
        return new SecretValue(buffer.WrittenSpan);
    }

    /// <summary>Reads a file, which may also be a pipe: <c>NAME=@&lt;(command)</c>.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be read; NotFound: it is no value, and there is none; Invalid: it is too long.</exception>
    public static SecretValue FromFile(string path, bool isValue = true)
    {
        const int ReadOnly = 0;
        DescriptorStream file;
        try
        {
            file = DescriptorStream.Open(path, ReadOnly);
        }
        catch (IOException exception)
        {
            // A value that cannot be had is a failure of the command; a text is what the command is about.
            bool isAbsent = !isValue && exception.HResult is (Posix.ENOENT or Posix.ENOTDIR);
            throw new SecretsException(isAbsent ? ErrorCode.NotFound : ErrorCode.Failure, $"the file {path} cannot be read: {exception.Message}");
        }
        using (file)
            return FromStream(file, $"the file {path}", isValue);
    }
}
