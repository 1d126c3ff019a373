using System.Text;
using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// What was allowed and denied: a record for each <c>secrets.yml</c>, written by us alone: <c>allow</c> or <c>deny</c>, the path and, of
/// what is allowed, its content, with a NUL between them. A copy and not a digest: it is compared byte for byte, and there is no
/// cryptography in the client that could be wrong. Beside it stands an empty file, the mark of what was answered last: its name tells
/// content and permission, and its time is the file's very time. While it is there and the times are equal the last answer holds, which
/// a shell sees by two comparisons of its own.
/// </summary>
/// <param name="paths">Where they lie.</param>
internal sealed class AllowedFiles(SecretsPaths paths)
{
    private const string Allow = "allow";
    private const string Deny = "deny";

    /// <summary>Marks what is answered about a file, and takes away the mark of any other answer.</summary>
    /// <returns>The mark, whether it could be made or not: where it could not, the shell asks at every prompt, and gets the same answer.</returns>
    public string MarkAnswer(ShellFile file, Permission permission)
    {
        string mark = $"{RecordOf(file.Place)}-{file.Mark}-{permission}";
        if (file.Written is not { } written || (FileTime.Of(mark) is { } marked && marked == written))
            return mark;
        try
        {
            EnsureFolders();
            DropMarks(file.Place);
            PrivateFile.Write(mark, []);
            _ = written.Set(mark);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecretsException)
        {
        }
        return mark;
    }

    /// <summary>The record of a file, whether there is one or not. Two paths of one name would only take each other's record away.</summary>
    private string RecordOf(string place) => Path.Combine(paths.Allowed, ShortHash.Of(Encoding.UTF8.GetBytes(place)));

    /// <summary>What was said about a file.</summary>
    public Permission Look(ShellFile file)
    {
        try
        {
            return Read(File.ReadAllBytes(RecordOf(file.Place)), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Permission.Unknown;
        }
    }

    /// <summary>Allows a file as it is.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Add(ShellFile file) => Write(file.Place, [.. Head(Allow, file.Place), .. file.Content]);

    /// <summary>Denies a file, whatever it says.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Remove(string place) => Write(place, Head(Deny, place));

    private static Permission Read(ReadOnlySpan<byte> said, ShellFile file)
    {
        if (said.SequenceEqual(Head(Deny, file.Place)))
            return Permission.Denied;
        byte[] allowed = Head(Allow, file.Place);
        if (!said.StartsWith(allowed))
            return Permission.Unknown;
        return said[allowed.Length..].SequenceEqual(file.Content) ? Permission.Allowed : Permission.Changed;
    }

    private static byte[] Head(string word, string place) => Encoding.UTF8.GetBytes($"{word}\0{place}\0");

    private void Write(string place, byte[] record)
    {
        EnsureFolders();
        PrivateFile.Write(RecordOf(place), record);
        // Behind the record: who asks from now on gets the new answer.
        DropMarks(place);
    }

    private void DropMarks(string place)
    {
        foreach (string mark in Directory.GetFiles(paths.Allowed, $"{Path.GetFileName(RecordOf(place))}-*"))
            File.Delete(mark);
    }

    private void EnsureFolders()
    {
        PrivateDirectory.Ensure(paths.State);
        PrivateDirectory.Ensure(paths.Allowed);
    }
}
