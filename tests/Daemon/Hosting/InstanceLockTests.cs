using Secrets.Daemon.Hosting;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Hosting;

public sealed class InstanceLockTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("st-").FullName;

    private string LockFile => Path.Combine(_home, "lock");

    [Fact]
    public void Only_one_holds_the_lock_and_the_other_is_told_who()
    {
        using InstanceLock held = InstanceLock.Take(LockFile);

        SecretsException refused = Assert.Throws<SecretsException>(() => InstanceLock.Take(LockFile));

        Assert.Equal(ErrorCode.Conflict, refused.Code);
        Assert.Equal($"it is process {Environment.ProcessId}", refused.Hint);
    }

    [Fact]
    public void The_lock_can_be_taken_again_when_it_is_let_go()
    {
        InstanceLock.Take(LockFile).Dispose();
        InstanceLock.Take(LockFile).Dispose();

        Assert.True(File.Exists(LockFile));
    }

    [Fact]
    public void A_directory_in_its_place_is_an_error_that_says_so()
    {
        Directory.CreateDirectory(LockFile);

        Assert.Contains("cannot be opened", Assert.Throws<SecretsException>(() => InstanceLock.Take(LockFile)).Message);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
