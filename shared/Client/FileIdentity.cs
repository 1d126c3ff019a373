using System.Runtime.InteropServices;

namespace Secrets.Shared.Client;

/// <summary>Kind, mode and owner of a file, as <c>lstat</c> and <c>stat</c> tell them. .NET tells the first two, but never the owner.</summary>
/// <param name="User">The owner's uid.</param>
/// <param name="Bits">The kind and the permissions, <c>st_mode</c>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly unsafe partial record struct FileIdentity(uint User, uint Bits)
{
    private const uint KindMask = 0xf000;

    /// <summary>Whether it is a directory, and no link to one.</summary>
    public bool IsDirectory => (Bits & KindMask) == 0x4000;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsFile => (Bits & KindMask) == 0x8000;

    /// <summary>Whether it is a socket, and no link to one.</summary>
    public bool IsSocket => (Bits & KindMask) == 0xc000;

    /// <summary>How many names it has.</summary>
    public uint Links { get; init; }

    /// <summary>The permissions.</summary>
    public UnixFileMode Mode => (UnixFileMode)(Bits & 0xfff);

    /// <summary>Looks without following a link; null where nothing is there or nobody may look.</summary>
    public static FileIdentity? Of(string path) => Look(path, follow: false);

    /// <summary>Looks at what a link leads to; null where nothing is there or nobody may look.</summary>
    public static FileIdentity? Behind(string path) => Look(path, follow: true);

    private static FileIdentity? Look(string path, bool follow)
    {
        // Both structures are larger than what is read of them, and smaller than this.
        byte* status = stackalloc byte[512];
        if (OperatingSystem.IsMacOS())
        {
            int failed = (RuntimeInformation.ProcessArchitecture == Architecture.X64, follow) switch
            {
                (true, false) => LinkStatusX64(path, status),
                (true, true) => StatusX64(path, status),
                (false, false) => LinkStatusArm64(path, status),
                (false, true) => StatusArm64(path, status),
            };
            // struct stat: st_mode (16 bits) at 4, st_nlink (16 bits) at 6, st_uid at 16.
            return failed != 0 ? null : new FileIdentity(*(uint*)(status + 16), *(ushort*)(status + 4)) { Links = *(ushort*)(status + 6) };
        }
        // statx, because struct stat differs between architectures: stx_nlink at 16, stx_uid at 20, stx_mode (16 bits) at 28.
        const int CurrentDirectory = -100;
        const int NoFollow = 0x100;
        const uint TypeModeLinksUser = 0x1 | 0x2 | 0x4 | 0x8;
        return StatusX(CurrentDirectory, path, follow ? 0 : NoFollow, TypeModeLinksUser, status) != 0
            ? null
            : new FileIdentity(*(uint*)(status + 20), *(ushort*)(status + 28)) { Links = *(uint*)(status + 16) };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusX(int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkStatusX64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkStatusArm64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusX64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusArm64(string path, byte* status);
}
