using System.Net.Sockets;
using Secrets.Daemon.Hosting;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Hosting;

public sealed class PipePlaceTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("st-").FullName;
    private readonly uint _self = Libc.geteuid();

    private string Pipe => Path.Combine(_home, "pipe");

    [Fact]
    public void A_free_place_is_fine() => PipePlace.Clear(Pipe, _self);

    [Fact]
    public void A_stale_socket_of_our_own_is_removed()
    {
        // .NET removes the path when it closes the socket; a copy of the name is what a killed daemon leaves.
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Pipe));

        PipePlace.Clear(Pipe, _self);

        Assert.Null(FileStatus.Of(Pipe));
    }

    [Fact]
    public void Another_users_socket_is_left()
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Pipe));

        Assert.Contains("another user's socket", Refused(_self + 1));
        Assert.NotNull(FileStatus.Of(Pipe));
    }

    [Fact]
    public void A_regular_file_is_left()
    {
        File.WriteAllText(Pipe, "precious");

        Assert.Contains("a regular file", Refused(_self));
        Assert.Equal("precious", File.ReadAllText(Pipe));
    }

    [Fact]
    public void A_directory_is_left()
    {
        Directory.CreateDirectory(Pipe);

        Assert.Contains("a directory", Refused(_self));
        Assert.True(Directory.Exists(Pipe));
    }

    [Fact]
    public void A_link_is_left_even_when_it_leads_to_a_socket()
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_home, "other")));
        File.CreateSymbolicLink(Pipe, Path.Combine(_home, "other"));

        Assert.Contains("a link", Refused(_self));
        Assert.NotNull(FileStatus.Of(Pipe));
        Assert.NotNull(FileStatus.Of(Path.Combine(_home, "other")));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string Refused(uint owner) => Assert.Throws<SecretsException>(() => PipePlace.Clear(Pipe, owner)).Message;
}
