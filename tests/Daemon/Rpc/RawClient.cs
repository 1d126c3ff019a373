using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>A client of bytes: sends what it is told, right or wrong, and reads frames. Every wait is bounded.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly MemoryStream _received = new();

    public RawClient(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    public static byte[] Frame(string json) => Frame(Encoding.UTF8.GetBytes(json));

    public static byte[] Frame(byte[] content) => [.. Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n"), .. content];

    public async Task SendAsync(byte[] bytes)
    {
        using CancellationTokenSource patience = new(Patience);
        for (int sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent), patience.Token);
    }

    /// <summary>Sends whatever the server still takes; a violator is closed while it sends.</summary>
    public async Task SendUntilClosedAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
        }
        catch (SocketException)
        {
        }
    }

    public Task SendAsync(string json) => SendAsync(Frame(json));

    public async Task<string> CallAsync(string json)
    {
        await SendAsync(json);
        return await ReadAsync() ?? throw new InvalidOperationException("closed instead of an answer");
    }

    public async Task<JsonNode> CallAsync(string method, string parameters, int id = 1) =>
        JsonNode.Parse(await CallAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}},"id":{{id}}}"""))!;

    /// <summary>The next frame's content, or null where the server closed.</summary>
    public async Task<string?> ReadAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        byte[] buffer = new byte[65536];
        while (true)
        {
            if (TakeFrame() is { } frame)
                return frame;
            int count;
            try
            {
                count = await _socket.ReceiveAsync(buffer, patience.Token);
            }
            catch (SocketException)
            {
                return null;
            }
            if (count == 0)
                return null;
            _received.Write(buffer, 0, count);
        }
    }

    /// <summary>Whether nothing more arrives for a while and the connection stays.</summary>
    public async Task<bool> StaysSilentAsync(TimeSpan time)
    {
        using CancellationTokenSource patience = new(time);
        try
        {
            await _socket.ReceiveAsync(new byte[1], patience.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();

    private string? TakeFrame()
    {
        byte[] all = _received.ToArray();
        int end = all.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        string header = Encoding.ASCII.GetString(all, 0, end);
        int length = int.Parse(header["Content-Length: ".Length..], CultureInfo.InvariantCulture);
        if (all.Length < end + 4 + length)
            return null;
        _received.SetLength(0);
        _received.Write(all, end + 4 + length, all.Length - end - 4 - length);
        return Encoding.UTF8.GetString(all, end + 4, length);
    }
}
