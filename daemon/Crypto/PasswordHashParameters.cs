using System.Runtime.InteropServices;

namespace Secrets.Daemon.Crypto;

/// <summary>What Argon2id costs. Stored beside the salt; the degree of parallelism is 1, as libsodium has it.</summary>
/// <param name="MemoryKiB">Memory, in KiB (Argon2's m).</param>
/// <param name="Passes">Passes over it (Argon2's t).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PasswordHashParameters(int MemoryKiB, int Passes)
{
    /// <summary>The most memory that a stored parameter may ask for: 1 GiB.</summary>
    public const int MaxMemoryKiB = 1 << 20;

    /// <summary>The most passes that a stored parameter may ask for.</summary>
    public const int MaxPasses = 20;

    /// <summary>The least memory that libsodium takes: 8 KiB.</summary>
    public const int MinMemoryKiB = 8;

    /// <summary>
    /// Whether the parameters may be used. They are read from a file before anything proves who wrote it, so without a cap
    /// a changed file could occupy the machine.
    /// </summary>
    public bool IsAllowed => MemoryKiB is >= MinMemoryKiB and <= MaxMemoryKiB && Passes is >= 1 and <= MaxPasses;
}
