using Microsoft.Win32.SafeHandles;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>A file whose secrets were imported, to be overwritten and deleted.</summary>
/// <param name="path">Where it lies.</param>
internal sealed class SourceFile(string path)
{
    private const int PieceLength = 65536;

    /// <summary>Makes sure, before anything is imported, that it is one that may be deleted: a link or a second name would keep or lose more than was meant.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public void RequireDeletable()
    {
        if (path == "-")
            throw new SecretsException(ErrorCode.Invalid, "standard input cannot be deleted");
        if (FileIdentity.Of(path) is not { } file)
            return;
        if (!file.IsFile)
            throw new SecretsException(ErrorCode.Invalid, $"{path} is no regular file, and is not deleted", "import without --delete-source");
        if (file.Links > 1)
            throw new SecretsException(ErrorCode.Invalid, $"{path} has another name too (a hard link), and is not deleted", "import without --delete-source");
    }

    /// <summary>Overwrites it, waits until that is on the disk, and deletes it. False where it no longer is what was imported.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written or deleted.</exception>
    public bool Shred(ReadOnlySpan<byte> imported)
    {
        try
        {
            using (SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
            {
                if (RandomAccess.GetLength(file) != imported.Length || !Holds(file, imported))
                    return false;
                byte[] nothing = new byte[PieceLength];
                for (long place = 0; place < imported.Length; place += PieceLength)
                    RandomAccess.Write(file, nothing.AsSpan(0, (int)Math.Min(PieceLength, imported.Length - place)), place);
                RandomAccess.FlushToDisk(file);
            }
            File.Delete(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the secrets were imported, but {path} cannot be deleted", "delete it yourself: it still holds them");
        }
    }

    private static bool Holds(SafeFileHandle file, ReadOnlySpan<byte> text)
    {
        byte[] piece = new byte[PieceLength];
        try
        {
            for (int place = 0; place < text.Length;)
            {
                int count = RandomAccess.Read(file, piece, place);
                if (count == 0 || count > text.Length - place || !piece.AsSpan(0, count).SequenceEqual(text.Slice(place, count)))
                    return false;
                place += count;
            }
            return true;
        }
        finally
        {
            Array.Clear(piece);
        }
    }
}
