using System.Runtime.InteropServices;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>A second name for a file (link(2)); a copy where there is no such thing.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file another name, which must be free.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Make(string file, string name)
    {
        if (!OperatingSystem.IsWindows() && link(file, name) == 0)
            return;
        File.Copy(file, name);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string file, string name);
}
