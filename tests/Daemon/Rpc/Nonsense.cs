using System.Text;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>What a broken or hostile client may send, by kind.</summary>
internal static class Nonsense
{
    public static Dictionary<string, Func<Random, byte[]>> Kinds { get; } = new()
    {
        ["random bytes"] = random => Bytes(random, random.Next(1, 5000)),
        ["random bytes after a good header"] = random => RawClient.Frame(Bytes(random, random.Next(0, 5000))),
        ["a length too short"] = random => Header(random.Next(0, 40), """{"jsonrpc":"2.0","method":"vault.status","id":1}"""),
        ["a length too long"] = random => Header(random.Next(60, 2 << 20), """{"jsonrpc":"2.0","method":"vault.status","id":1}"""),
        ["a huge length"] = random => Header(random.NextInt64(2 << 20, long.MaxValue), "{}"),
        ["an announcement of 2 MiB and half of it"] = random => [.. Header(2 << 20, ""), .. Bytes(random, 1 << 20)],
        ["half a frame"] = random => RawClient.Frame("""{"jsonrpc":"2.0","method":"secret.list","params":{"scope":{"project":"p"}},"id":1}""")[..random.Next(1, 80)],
        ["deep nesting"] = random => RawClient.Frame(new string(random.Next(2) == 0 ? '[' : '{', random.Next(17, 200_000))),
        ["deep objects"] = random => RawClient.Frame(string.Concat(Enumerable.Repeat("{\"a\":", random.Next(17, 5000)))),
        ["invalid UTF-8"] = random => RawClient.Frame([.. "{\"jsonrpc\":\"2.0\",\"method\":\""u8, .. Bytes(random, 50).Select(one => (byte)(one | 0x80)), .. "\"}"u8]),
        ["an endless header"] = random => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X-Y: z\r\n", random.Next(200, 5000)))),
        ["a number of 2 MiB"] = _ => RawClient.Frame("""{"jsonrpc":"2.0","method":"vault.status","id":""" + new string('1', 2_000_000) + "}"),
        ["a method name of 2 MiB"] = _ => RawClient.Frame("""{"jsonrpc":"2.0","id":1,"method":""" + $"\"{new string('m', 2_000_000)}\"}}"),
        ["a million ids"] = _ => RawClient.Frame("[" + string.Join(',', Enumerable.Repeat("1", 1_000_000)) + "]"),
        ["many small requests, answers unread"] = _ => Enumerable.Repeat(RawClient.Frame("""{"jsonrpc":"2.0","method":"vault.status","id":1}"""), 500).SelectMany(frame => frame).ToArray(),
        ["nothing"] = _ => [],
    };

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Header(long length, string content) => Encoding.UTF8.GetBytes($"Content-Length: {length}\r\n\r\n{content}");
}
