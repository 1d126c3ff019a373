namespace Secrets.Tui.Launch;

/// <summary>Finds the system's own tools that a run is built with.</summary>
internal static class ProgramSearch
{
    private const int Executable = 1;

    /// <summary>A program's path, or null where there is none on the PATH.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">What PATH says, or null.</param>
    public static string? Find(string name, string? path)
    {
        foreach (string folder in (path ?? "/usr/local/bin:/usr/bin:/bin").Split(':'))
        {
            // A relative place would mean another program in each folder.
            if (!folder.StartsWith('/'))
                continue;
            string file = Path.Combine(folder, name);
            if (File.Exists(file) && Libc.Access(file, Executable) == 0)
                return file;
        }
        return null;
    }
}
