using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto;

/// <summary>Argon2id, version 1.3, raw output (RFC 9106).</summary>
internal static unsafe class PasswordHash
{
    /// <summary>Length of a salt, in bytes.</summary>
    public const int SaltLength = 16;

    private const int Argon2Id = 2;  // crypto_pwhash_ALG_ARGON2ID13
    private const int LeastMemoryKiB = 64 * 1024;
    private const int MostMemoryKiB = 512 * 1024;
    private const int LeastPasses = 3;
    private const int Probes = 4;

    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(500);

    /// <summary>Hashes a passphrase. Takes as long as the parameters ask for, so never on a thread that others wait for.</summary>
    /// <exception cref="SecretsException">Failure: the machine does not have the memory.</exception>
    public static void Compute(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, PasswordHashParameters parameters, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, SaltLength);
        ArgumentOutOfRangeException.ThrowIfEqual(parameters.IsAllowed, false);
        fixed (byte* o = output, p = passphrase, s = salt)
        {
            int result = Sodium.crypto_pwhash(
                o, (ulong)output.Length, p, (ulong)passphrase.Length, s, (ulong)parameters.Passes, (nuint)parameters.MemoryKiB * 1024, Argon2Id);
            if (result != 0)
                throw new SecretsException(ErrorCode.Failure, $"not enough memory to check the passphrase: {parameters.MemoryKiB / 1024} MiB are needed");
        }
    }

    /// <summary>
    /// Parameters that take about half a second on this machine: three passes over as much memory as that allows (64 to 512 MiB, a power
    /// of two, and at most a quarter of the machine's), then more passes where there is time left. RFC 9106, section 4.
    /// </summary>
    public static PasswordHashParameters Calibrate(TimeProvider clock)
    {
        Span<byte> output = stackalloc byte[32];
        Span<byte> salt = stackalloc byte[SaltLength];
        salt.Clear();
        PasswordHashParameters probe = new(LeastMemoryKiB, 1);
        // The fastest of a few: a machine that is busy just now must not make its owner's passphrase cheap for ever.
        double fastest = double.MaxValue;
        for (int i = 0; i < Probes; i++)
        {
            long start = clock.GetTimestamp();
            Compute("calibration"u8, salt, probe, output);
            fastest = Math.Min(fastest, clock.GetElapsedTime(start).TotalSeconds);
        }
        double perPass = Math.Max(fastest, 1e-6) / LeastMemoryKiB;

        long quarter = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / 1024;
        int memory = LeastMemoryKiB;
        while (memory < MostMemoryKiB && memory * 2L <= quarter && perPass * memory * 2 * LeastPasses <= Target.TotalSeconds)
            memory *= 2;
        int passes = Math.Clamp((int)(Target.TotalSeconds / (perPass * memory)), LeastPasses, PasswordHashParameters.MaxPasses);
        return new PasswordHashParameters(memory, passes);
    }
}
