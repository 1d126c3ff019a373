using System.Globalization;
using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>What /proc says of a process.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Its state: <c>Z</c> for one that has ended and was not collected.</param>
/// <param name="Parent">Its parent.</param>
/// <param name="Session">Its session.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessStatus(int Id, char State, int Parent, int Session)
{
    /// <summary>All processes that can be seen; none where there is no /proc.</summary>
    public static IEnumerable<ProcessStatus> All()
    {
        if (!Directory.Exists("/proc/self"))
            yield break;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Of(id) is { } status)
                yield return status;
        }
    }

    /// <summary>The kernel's name of what a process has open at a descriptor, <c>pipe:[123]</c> for a pipe; null where that cannot be seen.</summary>
    public static string? NameOf(int id, int descriptor)
    {
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/fd/{descriptor}")).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The name of a process's program: its first 15 bytes, of any kind. Null where there is none, or no /proc.</summary>
    public static string? NameOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/comm").TrimEnd('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether its output or its errors go to what the kernel calls so.</summary>
    public bool WritesTo(string name) => NameOf(Id, 1) == name || NameOf(Id, 2) == name;

    /// <summary>One process; null where there is none.</summary>
    public static ProcessStatus? Of(int id)
    {
        try
        {
            // Its name stands in parentheses, and may contain any.
            string text = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessStatus(id, fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
