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
