namespace Secrets.Daemon.Hosting;

/// <summary>What lies at a path; the numbers are the system's S_IFMT bits.</summary>
internal enum FileKind
{
    /// <summary>Something else: a device, a pipe.</summary>
    Other = 0,

    /// <summary>A directory.</summary>
    Directory = 0x4000,

    /// <summary>A regular file.</summary>
    RegularFile = 0x8000,

    /// <summary>A symbolic link, wherever it leads.</summary>
    Link = 0xA000,

    /// <summary>A Unix socket.</summary>
    Socket = 0xC000,
}
