using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Files that a person names: read whole into memory that is cleared, and written at once or not at all.</summary>
internal static class TextFile
{
    /// <summary>The path as the person means it: <c>~</c> is the home, and what is relative lies in the current folder.</summary>
    public static string PathOf(string text)
    {
        text = text.Trim();
        if (text == "~" || text.StartsWith("~/", StringComparison.Ordinal))
            text = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + text[1..];
        return Path.GetFullPath(text);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SecretsException">NotFound, Failure, or Invalid: it is longer than 1 MiB.</exception>
    public static SecretValue Read(string path)
    {
        try
        {
            using FileStream file = new(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
            using SecretBufferWriter buffer = new();
            int count;
            while ((count = file.Read(buffer.GetSpan(16384))) > 0)
            {
                buffer.Advance(count);
                if (buffer.Length > SecretValue.MaxLength)
                    throw new SecretsException(ErrorCode.Invalid, $"{path} has more than {SecretValue.MaxLength} bytes");
            }
            return new SecretValue(buffer.WrittenSpan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SecretsException(ErrorCode.NotFound, $"there is no file {path}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{path} cannot be read: {FileTrouble.Reason(exception)}");
        }
    }

    /// <summary>
    /// Writes a file: a new one for the user alone, an old one with the rights that it had. What was there stays until all is written;
    /// a link stays one, and the file that it names is replaced.
    /// </summary>
    /// <exception cref="SecretsException">Failure.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            string target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
            UnixFileMode mode = File.Exists(target) ? File.GetUnixFileMode(target) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
            string temporary = $"{target}.{Path.GetRandomFileName()}";
            try
            {
                using (FileStream file = new(temporary, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    BufferSize = 0,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }))
                {
                    file.Write(bytes);
                    file.Flush(flushToDisk: true);
                }
                File.SetUnixFileMode(temporary, mode);
                File.Move(temporary, target, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{path} cannot be written: {FileTrouble.Reason(exception)}");
        }
    }
}
