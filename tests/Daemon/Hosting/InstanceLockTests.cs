using Secrets.Daemon.Hosting;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Daemon.Hosting;

public sealed class InstanceLockTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("st-").FullName;

    private string LockFile => Path.Combine(_home, "lock");

    [Fact]
    public void Only_one_holds_the_lock_and_the_other_is_told_who()
    {
        using InstanceLock held = Take(serves: true);

        SecretsException refused = Assert.Throws<SecretsException>(() => Take(serves: true));

        Assert.Equal(ErrorCode.Conflict, refused.Code);
        Assert.Equal($"it is process {Environment.ProcessId}", refused.Hint);
    }

    [Fact]
    public void The_lock_can_be_taken_again_when_it_is_let_go()
    {
        Take(serves: true).Dispose();
        Take(serves: true).Dispose();

        Assert.True(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_holder_that_serves_no_more_is_waited_for()
    {
        InstanceLock held = Take(serves: true);

        Task<InstanceLock> next = Task.Run(() => Take(serves: false));
        Assert.NotSame(next, await Task.WhenAny(next, Task.Delay(50)));
        held.Dispose();

        (await next.WaitAsync(Bounded.Default)).Dispose();
    }

    [Fact]
    public void A_directory_in_its_place_is_an_error_that_says_so()
    {
        Directory.CreateDirectory(LockFile);

        Assert.Contains("cannot be opened", Assert.Throws<SecretsException>(() => Take(serves: true)).Message);
    }

    private InstanceLock Take(bool serves) => InstanceLock.Take(LockFile, () => serves, TimeSpan.FromMinutes(1));

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
