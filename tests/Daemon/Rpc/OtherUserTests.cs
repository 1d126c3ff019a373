using System.Diagnostics;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

public sealed class OtherUserTests
{
    private const string Status = """{"jsonrpc":"2.0","method":"vault.status","id":1}""";

    private const string Script =
        """
        import os, socket, sys
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(10)
        try:
            s.connect(sys.argv[1])
        except PermissionError:
            print("no permission"); sys.exit()
        body = b'{"jsonrpc":"2.0","method":"vault.status","id":1}'
        try:
            s.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            print("closed" if s.recv(1) == b"" else "answered")
        except (BrokenPipeError, ConnectionResetError):
            print("closed")
        """;

    [OtherUserFact]
    public async Task Another_user_cannot_connect()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("no permission", await ConnectAsNobodyAsync(server.Paths.Pipe));
    }

    [OtherUserFact]
    public async Task Another_user_who_could_connect_is_refused_and_does_not_stop_the_accept_loop()
    {
        await using TestServer server = await TestServer.StartAsync();
        OpenUp(server.Paths.Pipe);

        // More often than there are acceptors.
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal("closed", await ConnectAsNobodyAsync(server.Paths.Pipe));
            using RawClient client = server.Connect();
            Assert.Contains("\"pid\"", await client.CallAsync(Status));
        }
        Assert.Contains(server.Log, line => line.Contains("another user", StringComparison.Ordinal));
    }

    private static void OpenUp(string pipe)
    {
        const UnixFileMode everybody = (UnixFileMode)0x1FF;
        File.SetUnixFileMode(pipe, everybody);
        for (string? directory = Path.GetDirectoryName(pipe); directory != Path.GetTempPath().TrimEnd('/') && directory is not null; directory = Path.GetDirectoryName(directory))
            File.SetUnixFileMode(directory, everybody);
    }

    private static async Task<string> ConnectAsNobodyAsync(string pipe)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        using Process python = Process.Start(new ProcessStartInfo("python3", ["-c", Script, pipe]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = await python.StandardOutput.ReadToEndAsync(patience.Token);
        await python.WaitForExitAsync(patience.Token);
        return output.Trim();
    }
}
