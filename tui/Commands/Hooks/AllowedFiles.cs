using System.Text;
using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// What was allowed and denied: a file for each <c>secrets.yml</c>, named for its path and written by us alone, which says
/// <c>allow DIGEST</c> or <c>deny</c> and, on a second line, the path. While the file is as it was allowed the record has its very time,
/// so that a shell sees by two comparisons of its own whether there is anything to ask.
/// </summary>
/// <param name="paths">Where they lie.</param>
internal sealed class AllowedFiles(SecretsPaths paths)
{
    private const string Allow = "allow ";
    private const string Deny = "deny";

    /// <summary>The record of a file, whether there is one or not.</summary>
    public string RecordOf(string place) => Path.Combine(paths.Allowed, Sha256.Hex(Encoding.UTF8.GetBytes(place))[..32]);

    /// <summary>What was said about a file.</summary>
    public Permission Look(ShellFile file)
    {
        string record = RecordOf(file.Place);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Permission.Unknown;
        }
        if (lines is not [var first, var place, ..] || place != file.Place)
            return Permission.Unknown;
        Permission permission = first == Deny ? Permission.Denied : first == Allow + file.Digest ? Permission.Allowed : Permission.Changed;
        Date(record, file, permission);
        return permission;
    }

    /// <summary>Allows a file as it is.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Add(ShellFile file)
    {
        Write(file.Place, Allow + file.Digest);
        Date(RecordOf(file.Place), file, Permission.Allowed);
    }

    /// <summary>Denies a file, whatever it says.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Remove(string place)
    {
        Write(place, Deny);
        Date(RecordOf(place), null, Permission.Denied);
    }

    private void Write(string place, string word)
    {
        PrivateDirectory.Ensure(paths.State);
        PrivateDirectory.Ensure(paths.Allowed);
        PrivateFile.Write(RecordOf(place), Encoding.UTF8.GetBytes($"{word}\n{place}\n"));
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
