using System.Globalization;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>What a path may name besides a file: a pipe, a device, or a descriptor of ours. It is written as it is; nothing could take its place.</summary>
internal static class OpenEnd
{
    private const int WriteOnly = 1;

    /// <summary>Whether a path is standard output's own name.</summary>
    public static bool IsStandardOutput(string path) => Descriptor(path) == 1;

    /// <summary>Writes what is no file and no directory.</summary>
    /// <returns>False, and nothing is written, where it is one of these or is not there.</returns>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public static bool TryWrite(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            if (Descriptor(path) is { } open)
            {
                // It is not ours to close.
                new DescriptorStream(open, path).Write(content);
                return true;
            }
            if (FileIdentity.Behind(path) is not { IsFile: false, IsDirectory: false })
                return false;
            using DescriptorStream stream = DescriptorStream.Open(path, WriteOnly);
            stream.Write(content);
            return true;
        }
        catch (IOException exception) when (exception is not ClosedPipeException)
        {
            throw new SecretsException(ErrorCode.Failure, $"cannot write {path}: {FileTrouble.Reason(exception)}");
        }
    }

    /// <summary>The descriptor that a path names. To open it anew would overwrite a file that it was to be appended to.</summary>
    private static int? Descriptor(string path)
    {
        if (path is "/dev/stdout")
            return 1;
        if (path is "/dev/stderr")
            return 2;
        foreach (string folder in (ReadOnlySpan<string>)["/dev/fd/", "/proc/self/fd/"])
        {
            if (path.StartsWith(folder, StringComparison.Ordinal) && int.TryParse(path.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                return number;
        }
        return null;
    }
}
