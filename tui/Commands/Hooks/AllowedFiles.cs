using System.Text;
using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// What was allowed and denied: a record for each <c>secrets.yml</c>, written by us alone: <c>allow</c> or <c>deny</c>, the path and, of
/// what is allowed, its content, with a NUL between them. A copy and not a digest: it is compared byte for byte, and there is no
/// cryptography in the client that could be wrong. While the file is as it was allowed the record has its very time, so that a shell
/// sees by two comparisons of its own whether there is anything to ask.
/// </summary>
/// <param name="paths">Where they lie.</param>
internal sealed class AllowedFiles(SecretsPaths paths)
{
    private const string Allow = "allow";
    private const string Deny = "deny";

    /// <summary>The record of a file, whether there is one or not. Two paths of one name would only take each other's record away.</summary>
    public string RecordOf(string place) => Path.Combine(paths.Allowed, ShortHash.Of(Encoding.UTF8.GetBytes(place)));

    /// <summary>What was said about a file.</summary>
    public Permission Look(ShellFile file)
    {
        string record = RecordOf(file.Place);
        byte[] said;
        try
        {
            said = File.ReadAllBytes(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Permission.Unknown;
        }
        Permission permission = Read(said, file);
        if (permission != Permission.Unknown)
            Date(record, file, permission);
        return permission;
    }

    /// <summary>Allows a file as it is.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Add(ShellFile file)
    {
        Write(file.Place, [.. Head(Allow, file.Place), .. file.Content]);
        Date(RecordOf(file.Place), file, Permission.Allowed);
    }

    /// <summary>Denies a file, whatever it says.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Remove(string place)
    {
        Write(place, Head(Deny, place));
        Date(RecordOf(place), null, Permission.Denied);
    }

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
        PrivateDirectory.Ensure(paths.State);
        PrivateDirectory.Ensure(paths.Allowed);
        PrivateFile.Write(RecordOf(place), record);
    }

    private static void Date(string record, ShellFile? file, Permission permission)
    {
        // No time of a file that is as it was allowed; and one of 1970 must not look so either.
        FileTime wanted = permission == Permission.Allowed && file!.Written is { } written ? written : new FileTime(file?.Written is { Seconds: 0 } ? 1 : 0, 0);
        // Where it cannot be set, the shell asks at every prompt, and gets the same answer.
        if (FileTime.Of(record) != wanted)
            _ = wanted.Set(record);
    }
}
