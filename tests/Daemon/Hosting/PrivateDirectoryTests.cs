using Secrets.Daemon.Hosting;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Hosting;

public sealed class PrivateDirectoryTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("st-").FullName;
    private readonly uint _self = Libc.geteuid();

    [Fact]
    public void A_missing_directory_is_made_for_its_owner_alone()
    {
        string path = Path.Combine(_home, "a/b");

        PrivateDirectory.Ensure(path, _self);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        PrivateDirectory.Ensure(path, _self);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_directory_that_is_open_to_others_is_refused_and_left(UnixFileMode more)
    {
        string path = Path.Combine(_home, "open");
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | more;
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, mode);

        SecretsException refused = Assert.Throws<SecretsException>(() => PrivateDirectory.Ensure(path, _self));

        Assert.Equal($"chmod 700 {path}", refused.Hint);
        Assert.Equal(mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_link_to_a_private_directory_is_refused()
    {
        string path = Path.Combine(_home, "link");
        File.CreateSymbolicLink(path, _home);

        Assert.Contains("is a link", Assert.Throws<SecretsException>(() => PrivateDirectory.Ensure(path, _self)).Message);
    }

    [Fact]
    public void A_link_to_nothing_is_refused()
    {
        string path = Path.Combine(_home, "link");
        File.CreateSymbolicLink(path, Path.Combine(_home, "nothing"));

        Assert.Throws<SecretsException>(() => PrivateDirectory.Ensure(path, _self));
        Assert.False(Directory.Exists(Path.Combine(_home, "nothing")));
    }

    [Fact]
    public void A_file_is_refused()
    {
        string path = Path.Combine(_home, "file");
        File.WriteAllText(path, "");

        Assert.Contains("is no directory", Assert.Throws<SecretsException>(() => PrivateDirectory.Ensure(path, _self)).Message);
    }

    [Fact]
    public void A_directory_of_another_user_is_refused() =>
        Assert.Contains("another user", Assert.Throws<SecretsException>(() => PrivateDirectory.Ensure(_home, _self + 1)).Message);

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
