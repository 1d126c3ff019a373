using System.Diagnostics;
using Secrets.Daemon.Crypto;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class PasswordHashTests
{
    // The vectors of RFC 9106 use four lanes and a secret, which libsodium does not offer; these are libsodium's own
    // (test/default/pwhash_argon2id.c and .exp, the seventh), made with the reference implementation.
    [Fact]
    public void The_published_vector_is_met()
    {
        byte[] passphrase = Convert.FromHexString("b540beb016a5366524d4605156493f9874514a5aa58818cd0c6dfffaa9e90205f17b");
        byte[] salt = Convert.FromHexString("44071f6d181561670bda728d43fb79b4");
        byte[] output = new byte[231];

        PasswordHash.Compute(passphrase, salt, new PasswordHashParameters(1631659 / 1024, 1), output);

        Assert.StartsWith("7fb72409b0987f8190c3729710e98c3f80c5a8727d425fdcde7f3644d467fe97", Convert.ToHexStringLower(output), StringComparison.Ordinal);
        Assert.EndsWith("f5b2d98c13303b3fe76285531a826b6fc0fe8e3dddecf", Convert.ToHexStringLower(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 1, true)]
    [InlineData(1 << 20, 20, true)]
    [InlineData((1 << 20) + 1, 1, false)]
    [InlineData(1 << 20, 21, false)]
    [InlineData(7, 1, false)]
    [InlineData(64, 0, false)]
    [InlineData(-1, 1, false)]
    [InlineData(int.MinValue, int.MaxValue, false)]
    public void Parameters_are_capped(int memoryKiB, int passes, bool allowed)
    {
        PasswordHashParameters parameters = new(memoryKiB, passes);

        Assert.Equal(allowed, parameters.IsAllowed);
        if (!allowed)
            Assert.Throws<ArgumentOutOfRangeException>(() => PasswordHash.Compute("p"u8, new byte[16], parameters, new byte[32]));
    }

    [Fact]
    public void Calibration_takes_about_half_a_second_and_never_little_memory()
    {
        PasswordHashParameters parameters = PasswordHash.Calibrate(TimeProvider.System);

        Assert.True(parameters.IsAllowed);
        Assert.InRange(parameters.MemoryKiB, 64 * 1024, 512 * 1024);
        Assert.InRange(parameters.Passes, 3, 20);
        long start = Stopwatch.GetTimestamp();
        PasswordHash.Compute("p"u8, new byte[16], parameters, new byte[32]);
        // Generous: other tests run beside this one.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.05, 10);
    }
}
