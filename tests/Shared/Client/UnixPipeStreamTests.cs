using System.Diagnostics;
using System.Net.Sockets;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Shared.Client;

public sealed class UnixPipeStreamTests
{
    private const string ServeAsNobody =
        """
        import os, socket, sys
        os.chmod(os.path.dirname(sys.argv[1]), 0o777)
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
        s = socket.socket(socket.AF_UNIX)
        s.bind(sys.argv[1])
        s.listen()
        print("ready", flush=True)
        sys.stdin.read()
        """;

    [OtherUserFact]
    public void A_pipe_that_another_user_serves_is_refused()
    {
        using SecretsHome home = new();
        PrivateDirectory.Ensure(home.Paths.Runtime);
        File.SetUnixFileMode(home.Folder, (UnixFileMode)0x1FF);
        using Process server = Process.Start(new ProcessStartInfo("python3", ["-c", ServeAsNobody, home.Paths.Pipe]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("ready", server.StandardOutput.ReadLine());
        SecretsException exception = Assert.Throws<SecretsException>(() => UnixPipeStream.TryConnect(home.Paths.Pipe));
        Assert.Equal((ErrorCode.Unreachable, "the daemon's pipe belongs to another user"), (exception.Code, exception.Message));
        server.StandardInput.Close();
        Assert.True(server.WaitForExit(Bounded.Default));
        File.Delete(home.Paths.Pipe);
    }

    [Fact]
    public void A_server_that_does_not_accept_is_given_half_a_second()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using SecretsHome home = new();
        string path = Path.Combine(home.Folder, "full");
        using Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(new UnixDomainSocketEndPoint(path));
        server.Listen(0);
        List<UnixPipeStream> waiting = [];
        try
        {
            long began = 0;
            SecretsException exception = Assert.Throws<SecretsException>(() =>
            {
                for (int i = 0; i < 10; i++)
                {
                    began = Stopwatch.GetTimestamp();
                    waiting.Add(UnixPipeStream.TryConnect(path)!);
                }
            });
            Assert.Equal((ErrorCode.Unreachable, "the daemon does not accept connections"), (exception.Code, exception.Message));
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromMilliseconds(400), Bounded.Default);
        }
        finally
        {
            waiting.ForEach(pipe => pipe.Dispose());
        }
    }

    [Fact]
    public void A_peer_that_is_gone_ends_reading_and_fails_writing_without_a_signal()
    {
        using SecretsHome home = new();
        string path = Path.Combine(home.Folder, "gone");
        using Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(new UnixDomainSocketEndPoint(path));
        server.Listen();
        using UnixPipeStream pipe = UnixPipeStream.TryConnect(path)!;
        server.Accept().Dispose();
        Assert.Equal(0, pipe.Read(new byte[1]));
        Assert.Throws<IOException>(() => pipe.Write(new byte[1]));
    }
}
