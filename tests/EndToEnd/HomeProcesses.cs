using System.Text;
using Secrets.Tests.Harness;

namespace Secrets.Tests.EndToEnd;

/// <summary>The processes that belong to a test's home: those with its folder in their environment or arguments, and those below them.</summary>
internal sealed class HomeProcesses(SecretsHome home)
{
    private readonly byte[][] _marks =
    [
        Encoding.UTF8.GetBytes($"HOME={home.Folder}\0"),
        .. home.Paths.RunFolders(NativeLibc.EffectiveUser()).Select(folder => Encoding.UTF8.GetBytes(folder + "/")),
    ];

    /// <summary>All that live, but for daemons. One that only waits to be collected does not live.</summary>
    public int[] Living()
    {
        List<(int Id, int Parent, bool Ours)> all = [];
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && Fields(id) is ({ } state, var parent) && state != 'Z' && !Read(id, "cmdline").AsSpan().StartsWith(Encoding.UTF8.GetBytes(Programs.Daemon)))
                all.Add((id, parent, IsOurs(id)));
        }
        HashSet<int> found = [.. all.Where(process => process.Ours).Select(process => process.Id)];
        for (int before = 0; before < found.Count;)
        {
            before = found.Count;
            found.UnionWith([.. all.Where(process => found.Contains(process.Parent)).Select(process => process.Id)]);
        }
        return [.. found];
    }

    /// <summary>The ended processes that this one has not collected.</summary>
    public static int[] UncollectedOf(int parent) => [.. Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
        .Where(id => id > 0 && Fields(id) is ('Z', var other) && other == parent)];

    /// <summary>Whether a process lives.</summary>
    public static bool IsAlive(int id) => Fields(id) is ({ } state, _) && state != 'Z';

    /// <summary>A process's arguments, for a message.</summary>
    public static string Arguments(int id) => Encoding.UTF8.GetString(Read(id, "cmdline")).Replace('\0', ' ');

    private bool IsOurs(int id)
    {
        byte[] environment = Read(id, "environ"), arguments = Read(id, "cmdline");
        return _marks.Any(mark => environment.AsSpan().IndexOf(mark) >= 0 || arguments.AsSpan().IndexOf(mark) >= 0);
    }

    private static (char? State, int Parent) Fields(int id)
    {
        byte[] status = Read(id, "stat");
        if (status.Length == 0)
            return (null, 0);
        string text = Encoding.UTF8.GetString(status);
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (fields[0][0], int.Parse(fields[1]));
    }

    private static byte[] Read(int id, string name)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{name}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended, or is somebody else's.
            return [];
        }
    }
}
