using System.Reflection;
using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto;

/// <summary>Finds, loads and initializes libsodium, once; the system's package manager keeps it up to date, not us.</summary>
internal static unsafe class SodiumLibrary
{
    /// <summary>The name that the imports carry.</summary>
    public const string Name = "libsodium";

    // .26 is 1.0.19 and later, .23 is 1.0.12 to 1.0.18; the functions used here are the same in both.
    private static readonly string[] Candidates = OperatingSystem.IsMacOS()
        ? ["libsodium.dylib", "/opt/homebrew/lib/libsodium.dylib", "/usr/local/lib/libsodium.dylib"]
        : ["libsodium.so.26", "libsodium.so.23"];

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>The library's own version: <c>1.0.18</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8((nint)Sodium.sodium_version_string()) ?? "";

    /// <summary>
    /// Loads the library while one thread runs: the native runtime may tell the second of two threads that bind a library's first
    /// function at the same moment that there is no such function. Where it cannot be loaded, the first call says so.
    /// </summary>
    public static void Bind()
    {
        try
        {
            _ = Version;
        }
        catch (SecretsException)
        {
            // Not installed.
        }
    }

    /// <summary>For the imports of this assembly: answers for libsodium only.</summary>
    public static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == Name ? Handle() : 0;

    /// <summary>Opens the first candidate that loads.</summary>
    /// <exception cref="SecretsException">Failure: none does.</exception>
    public static nint Open(ReadOnlySpan<string> candidates)
    {
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
                return handle;
        }
        throw new SecretsException(
            ErrorCode.Failure,
            "libsodium is not installed",
            "install the package libsodium23 (Debian, Ubuntu) or libsodium (Fedora, Arch, Homebrew)");
    }

    private static nint Handle()
    {
        lock (Gate)
        {
            if (_handle != 0)
                return _handle;
            nint handle = Open(Candidates);
            // Before any other call: it picks the fastest implementations and opens the source of randomness. 1 means: done before.
            if (((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(handle, "sodium_init"))() < 0)
                throw new SecretsException(ErrorCode.Failure, "libsodium could not be initialized");
            return _handle = handle;
        }
    }
}
