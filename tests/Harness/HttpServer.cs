using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Secrets.Tests.Harness;

/// <summary>An HTTP/1.1 server of a few lines, on a Unix socket or on 127.0.0.1, for real clients that need somebody to talk to.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly Socket _listener;
    private readonly Func<HttpRequestSeen, HttpAnswer> _answer;
    private readonly List<HttpRequestSeen> _seen = [];

    private HttpServer(Socket listener, EndPoint place, Func<HttpRequestSeen, HttpAnswer> answer)
    {
        _listener = listener;
        _answer = answer;
        listener.Bind(place);
        listener.Listen(50);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>The port, on TCP.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<HttpRequestSeen> Seen
    {
        get
        {
            lock (_seen)
                return [.. _seen];
        }
    }

    public static HttpServer OnSocket(string path, Func<HttpRequestSeen, HttpAnswer> answer) =>
        new(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), answer);

    public static HttpServer OnLoopback(Func<HttpRequestSeen, HttpAnswer> answer) =>
        new(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 0), answer);

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.Accept();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(Socket client)
    {
        try
        {
            using NetworkStream stream = new(client, ownsSocket: true);
            while (Read(stream) is { } request)
            {
                lock (_seen)
                    _seen.Add(request);
                HttpAnswer answer = _answer(request);
                string head = string.Join("\r\n", [$"HTTP/1.1 {answer.Status}", .. answer.Headers, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}"), "", ""]);
                stream.Write(Encoding.ASCII.GetBytes(head));
                if (request.Method != "HEAD")
                    stream.Write(answer.Body);
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }

    private static HttpRequestSeen? Read(NetworkStream stream)
    {
        string[] first = Line(stream).Split(' ');
        if (first.Length != 3)
            return null;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (Line(stream) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        return new HttpRequestSeen(first[0], first[1], headers, Body(stream, headers));
    }

    private static byte[] Body(NetworkStream stream, Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out string? length))
            return Exactly(stream, int.Parse(length, CultureInfo.InvariantCulture));
        if (headers.GetValueOrDefault("Transfer-Encoding") != "chunked")
            return [];
        List<byte> body = [];
        while (true)
        {
            byte[] chunk = Exactly(stream, int.Parse(Line(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            _ = Line(stream);
            if (chunk.Length == 0)
                return [.. body];
            body.AddRange(chunk);
        }
    }

    private static byte[] Exactly(NetworkStream stream, int length)
    {
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Line(NetworkStream stream)
    {
        StringBuilder line = new();
        for (int one = stream.ReadByte(); one is not (-1 or '\n'); one = stream.ReadByte())
            line.Append((char)one);
        return line.ToString().TrimEnd('\r');
    }
}
