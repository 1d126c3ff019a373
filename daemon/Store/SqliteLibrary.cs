using System.Reflection;
using System.Runtime.InteropServices;

namespace Secrets.Daemon.Store;

/// <summary>
/// Decides which SQLite runs: the package brings one of 2021, the system's is maintained. The system's is taken when it is
/// newer and was built for threads.
/// </summary>
internal static unsafe class SqliteLibrary
{
    /// <summary>The number of the release in the package (3.35.5), known without loading it.</summary>
    public const int BundledNumber = 3035005;

    private const int PersistWal = 10, ConfigMultiThread = 2, ConfigMemoryStatistics = 9;

    private static readonly Lazy<(nint Handle, string Version)> Chosen = new(Choose);

    /// <summary>Version and origin: <c>3.40.1 (system)</c> or <c>3.35.5 (bundled)</c>.</summary>
    public static string Description => Chosen.Value.Version;

    /// <summary>Makes the choice and hands it to the provider. Safe to call again.</summary>
    public static void Initialize() => _ = Chosen.Value;

    /// <summary>
    /// Keeps the write-ahead log's file when the last connection closes, so that the next start overwrites it: a sync of an
    /// overwrite is half as long as one of a file that grows.
    /// </summary>
    public static void KeepWriteAheadLog(SQLitePCL.sqlite3 connection, bool keeps = true)
    {
        // The provider does not bind file_control; the library that it uses is at hand.
        delegate* unmanaged<nint, nint, int, int*, int> fileControl =
            (delegate* unmanaged<nint, nint, int, int*, int>)Export("sqlite3_file_control");
        int keep = keeps ? 1 : 0;
        _ = fileControl(connection.DangerousGetHandle(), 0, PersistWal, &keep);
        GC.KeepAlive(connection);
    }

    /// <summary>A function of the library that runs.</summary>
    public static nint Export(string function) => NativeLibrary.GetExport(Chosen.Value.Handle, function);

    private static (nint Handle, string Version) Choose()
    {
        Assembly provider = typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly;
        nint handle = LoadSystem();
        string origin = "system";
        if (handle == 0)
        {
            handle = NativeLibrary.Load("e_sqlite3", provider, null);
            origin = "bundled";
        }
        NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == "e_sqlite3" ? handle : 0);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        // Each connection is used by one thread at a time and nobody asks for statistics: no mutex for either.
        _ = SQLitePCL.raw.sqlite3_config(ConfigMultiThread);
        _ = SQLitePCL.raw.sqlite3_config(ConfigMemoryStatistics, 0);
        return (handle, $"{SQLitePCL.raw.sqlite3_libversion().utf8_to_string()} ({origin})");
    }

    private static nint LoadSystem()
    {
        string name = OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : "libsqlite3.so.0";
        if (OperatingSystem.IsWindows() || !NativeLibrary.TryLoad(name, out nint handle))
            return 0;
        // Both functions may be called before anything of the library is set up.
        if (NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out nint number)
            && NativeLibrary.TryGetExport(handle, "sqlite3_threadsafe", out nint threadSafe)
            && ((delegate* unmanaged<int>)number)() > BundledNumber
            && ((delegate* unmanaged<int>)threadSafe)() != 0)
        {
            return handle;
        }
        NativeLibrary.Free(handle);
        return 0;
    }
}
