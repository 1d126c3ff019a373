using System.Globalization;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>Writes a file so that whoever reads it finds the old content or the new one, whole, and nobody else's eyes come in between.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it. A file that is there keeps its mode; a link to one stays a link.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="content">What it contains then.</param>
    /// <exception cref="SecretsException">Refused: there is something that is no file. Failure: it cannot be written; then it is as before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            FileInfo named = new(path);
            string target = named.LinkTarget is null ? path : named.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            FileIdentity? there = FileIdentity.Of(target);
            if (there is { IsFile: false })
                throw new SecretsException(ErrorCode.Refused, $"{path} is {(there.Value.IsDirectory ? "a directory" : "no regular file")}");
            string draft = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.tmp");
            FileStream stream = new(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = Owner });
            try
            {
                using (stream)
                {
                    stream.Write(content);
                    stream.Flush(flushToDisk: true);
                }
                if (there is { } before && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(draft, before.Mode);
                File.Move(draft, target, overwrite: true);
            }
            finally
            {
                // Where it was moved there is none any more.
                File.Delete(draft);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"cannot write {path}: {FileTrouble.Reason(exception)}");
        }
    }
}
