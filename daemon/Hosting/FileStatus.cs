using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Secrets.Daemon.Hosting;

/// <summary>What lstat says of a path: links are not followed. .NET has no call that tells the owner.</summary>
/// <param name="Kind">What lies there.</param>
/// <param name="Mode">The permission bits.</param>
/// <param name="Owner">The owner's uid.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(FileKind Kind, UnixFileMode Mode, uint Owner)
{
    // linux/stat.h: struct statx is the same on every architecture, which struct stat is not.
    //   0 stx_mask  4 stx_blksize  8 stx_attributes  16 stx_nlink  20 stx_uid  24 stx_gid  28 stx_mode
    private const int StatxSize = 256;
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeOwner = 0x1 | 0x2 | 0x8;

    // Darwin's struct stat (64-bit inodes): 0 st_dev  4 st_mode  6 st_nlink  8 st_ino  16 st_uid
    private const int DarwinStatSize = 144;

    /// <summary>The status, or null where nothing lies.</summary>
    /// <exception cref="IOException">The path cannot be examined.</exception>
    public static unsafe FileStatus? Of(string path)
    {
        byte* buffer = stackalloc byte[StatxSize];
        int result = OperatingSystem.IsLinux() ? Libc.statx(CurrentDirectory, path, NoFollow, TypeModeOwner, buffer)
            : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Libc.lstat_darwin_arm64(path, buffer)
            : Libc.lstat_darwin_x64(path, buffer);
        if (result != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error == Libc.NoEntry ? null : throw new IOException($"cannot examine {path}: error {error}");
        }
        return OperatingSystem.IsLinux()
            ? From(BinaryPrimitives.ReadUInt16LittleEndian(new(buffer + 28, 2)), BinaryPrimitives.ReadUInt32LittleEndian(new(buffer + 20, 4)))
            : From(BinaryPrimitives.ReadUInt16LittleEndian(new(buffer + 4, 2)), BinaryPrimitives.ReadUInt32LittleEndian(new(buffer + 16, 4)));
    }

    private static FileStatus From(int mode, uint owner) =>
        new((FileKind)(mode & 0xF000) is FileKind.Directory or FileKind.RegularFile or FileKind.Link or FileKind.Socket ? (FileKind)(mode & 0xF000) : FileKind.Other, (UnixFileMode)(mode & 0xFFF), owner);
}
