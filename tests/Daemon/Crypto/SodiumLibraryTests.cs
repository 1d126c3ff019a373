using Secrets.Daemon.Crypto;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class SodiumLibraryTests
{
    [Fact]
    public void It_names_its_version() => Assert.Matches(@"^1\.0\.\d+", SodiumLibrary.Version);

    [Fact]
    public void A_missing_library_names_the_package_to_install()
    {
        SecretsException error = Assert.Throws<SecretsException>(() => SodiumLibrary.Open(["libsodium.so.0"]));

        Assert.Equal(ErrorCode.Failure, error.Code);
        Assert.Contains("libsodium23", error.Hint, StringComparison.Ordinal);
    }
}
