using System.Text;
using System.Text.Json;

namespace Secrets.Tests.Shared.Data;

/// <summary>Values that break careless code: our own, and the big list of naughty strings where <c>SECRETS_VECTORS</c> names the test data.</summary>
internal static class NaughtyValues
{
    private static readonly string[] Texts =
    [
        "", " ", "\n", "\r\n", "no final newline", "final newline\n", "a\r\nb\r\n", "\t\t", "\"quoted\"", "\\", "\\\\\\\"", "\\u0041", "\\x", "${HOME}", "$(id)", "`id`",
        "${{ secrets.x }}", "{{ RUNPOD_SECRET_x }}", "%s%n%p", "{0}", "'; DROP TABLE secret; --", "../../etc/passwd", "null", "true", "0", "NaN", "1e400",
        "{\"base64\":\"QQ==\"}", "[1]", "<script>", "&amp;", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n", "\u0001\u0002\u001f", "\u007f", "\u0080",
        "\u00a0", "\u2028\u2029", "\u200b", "\ufeff", "\ufffd", "\uffff", "\u202eabc", "äöüß€", "日本語", "Ḽơᶉëᶆ", "e\u0301", "😀", "👨‍👩‍👧‍👦", "\U0010ffff", "\u001b[31m",
    ];

    private static readonly string[] Hex =
    [
        "00", "610062", "000000", "ff", "fe", "fffe", "c080", "c1bf", "eda080", "edbfbf", "f4908080", "f8888080", "e282", "80", "61ff62", "efbbbf", "fffe0000", "7f454c46",
    ];

    /// <summary>All of them, with all bytes singly and together, and 1 MiB of several kinds.</summary>
    public static IEnumerable<byte[]> All() =>
    [
        .. Texts.Select(Encoding.UTF8.GetBytes),
        .. Hex.Select(Convert.FromHexString),
        .. Enumerable.Range(0, 256).Select(b => new[] { (byte)b }),
        [.. Enumerable.Range(0, 256).Select(b => (byte)b)],
        .. Large(),
        .. BigList(),
    ];

    private static IEnumerable<byte[]> Large()
    {
        const int Size = 1 << 20;
        byte[] noise = new byte[Size];
        new Random(1).NextBytes(noise);
        yield return noise;
        yield return [.. Enumerable.Repeat((byte)'x', Size)];
        yield return [.. Enumerable.Repeat((byte)'"', Size)];
        yield return [.. Enumerable.Repeat((byte)'\n', Size)];
        yield return [.. Enumerable.Repeat((byte)0, Size)];
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("😀", Size / 4)));
    }

    private static IEnumerable<byte[]> BigList()
    {
        string? file = Vectors.Find("blns.base64.json");
        if (file is null)
            return [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetBytesFromBase64())];
    }
}
