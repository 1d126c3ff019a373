using System.Text;
using System.Text.Json;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Masking;
using Xunit;

namespace Secrets.Tests.Tui.Launch.Masking;

public sealed class StreamMaskerTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static MaskPatterns Of(params string[] values) => Of([.. values.Select(Encoding.UTF8.GetBytes)]);

    private static MaskPatterns Of(byte[][] values)
    {
        NamedValue[] named = [.. values.Select((value, i) => new NamedValue($"S{i}", new SecretValue(value)))];
        MaskPatterns patterns = new(named);
        foreach (NamedValue value in named)
            value.Value.Dispose();
        return patterns;
    }

    private static string Mask(MaskPatterns patterns, params string[] parts)
    {
        using StreamMasker masker = new(patterns);
        return string.Concat(parts.Select(part => Encoding.UTF8.GetString(masker.Take(Encoding.UTF8.GetBytes(part))))) + Encoding.UTF8.GetString(masker.End());
    }

    [Theory]
    [InlineData("hunter22", "say hunter22!", "say ***!")]
    [InlineData("hunter22", "hunter2", "hunter2")]
    [InlineData("hunter22", "hunter2hunter22hunter22", "hunter2******")]
    [InlineData("aaab", "aaaaaab", "aaa***")]
    [InlineData("say \"hi\"\\\n", """{"x":"say \"hi\"\\\n"}""", """{"x":"***"}""")]
    [InlineData("pässwörd", """["p\u00e4ssw\u00f6rd","p\u00E4ssw\u00F6rd","pässwörd"]""", """["***","***","***"]""")]
    [InlineData("https://u:p@host/x", """{"url":"https:\/\/u:p@host\/x"}""", """{"url":"***"}""")]
    [InlineData("a b&c/d=e", "?q=a%20b%26c%2Fd%3De&r=a%20b%26c%2fd%3de&s=a+b%26c%2Fd%3De", "?q=***&r=***&s=***")]
    // Python's quote, JavaScript's encodeURIComponent and encodeURI, Go's PathEscape, a form as browsers send it.
    [InlineData("a/b c(d)*~&e", "a/b%20c%28d%29%2A~%26e a%2Fb%20c(d)*~%26e a/b%20c(d)*~&e a%2Fb%20c%28d%29%2A~&e a%2Fb+c%28d%29*%7E%26e", "*** *** *** *** ***")]
    [InlineData("first line of it\nsecond line of it", "first line of it\r\nsecond line of it\r\n", "***\r\n")]
    [InlineData("first line of it\nsecond line of it", "  first line of it\n  second line of it\n", "  ***\n  ***\n")]
    public void A_value_is_replaced_in_every_form(string secret, string text, string expected)
    {
        using MaskPatterns patterns = Of(secret);
        Assert.Equal(expected, Mask(patterns, text));
    }

    [Fact]
    public void Base64_is_replaced_wherever_the_value_stands_in_it()
    {
        byte[] secret = [.. "hf_token?>"u8, 0xff, 0xfe];
        using MaskPatterns patterns = Of([secret]);
        foreach (string before in (string[])["", "u", "us", "user:", "user: "])
        {
            foreach (string after in (string[])["", "!", "@h", "@host"])
            {
                string standard = Convert.ToBase64String([.. Encoding.ASCII.GetBytes(before), .. secret, .. Encoding.ASCII.GetBytes(after)]);
                foreach (string text in (string[])[standard, standard.TrimEnd('='), standard.Replace('+', '-').Replace('/', '_')])
                {
                    string masked = Mask(patterns, $"<{text}>");
                    Assert.Contains("***", masked, StringComparison.Ordinal);
                    // What is left are neighbours: characters that hold bits of what stands before or after.
                    int left = masked.Length - "<***>".Length;
                    Assert.InRange(left, 0, Convert.ToBase64String(Encoding.ASCII.GetBytes(before)).Length + Convert.ToBase64String(Encoding.ASCII.GetBytes(after)).Length + 1);
                }
            }
        }
    }

    /// <summary>As base64(1) and openssl write a long value, alone or with the line end that echo adds.</summary>
    [Theory]
    [InlineData(76)]
    [InlineData(64)]
    public void Base64_in_lines_is_replaced_line_by_line(int width)
    {
        byte[] secret = new byte[500];
        new Random(4).NextBytes(secret);
        for (int length = 60; length <= secret.Length; length += 11)
        {
            byte[] value = secret[..length];
            using MaskPatterns patterns = Of([value]);
            foreach (byte[] written in (byte[][])[value, [.. value, (byte)'\n']])
            {
                string[] lines = [.. Convert.ToBase64String(written).Chunk(width).Select(line => new string(line))];
                string[] masked = Mask(patterns, string.Join('\n', lines)).Split('\n');
                Assert.All(masked[..^1], line => Assert.Equal("***", line));
                // Of the last line at most what depends on the line end is left, or all of one that says next to nothing.
                Assert.True(masked[^1].Length <= 14 || masked[^1].StartsWith("***", StringComparison.Ordinal) && masked[^1].Length <= 7, masked[^1]);
            }
        }
    }

    /// <summary>Where the value stands in the longer text, and so where a line breaks within it, is anybody's guess.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n    ")]
    [InlineData("\r\n\t")]
    public void Base64_of_a_longer_text_is_replaced_wherever_its_lines_break(string end)
    {
        const string Secret = "hf_secretvalue123";
        using MaskPatterns patterns = Of(Secret);
        for (int before = 0; before < 80; before++)
        {
            string text = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('.', before) + Secret + new string('~', 40)));
            string wrapped = string.Join(end, text.Chunk(76).Select(line => new string(line)));
            // The characters that hold bits of the secret alone, and the break where it fell among them.
            int first = ((8 * before) + 5) / 6;
            int last = 8 * (before + Secret.Length) / 6;
            string masked = Mask(patterns, wrapped);
            string left = masked.Replace("***", "", StringComparison.Ordinal).Replace(end, "", StringComparison.Ordinal);
            Assert.True(left == text[..first] + text[last..], $"{before}: {masked.ReplaceLineEndings("|")}");
            Assert.Equal(masked, Mask(patterns, [.. wrapped.Select(letter => letter.ToString())]));
        }
    }

    [Fact]
    public void Line_ends_without_end_are_not_held_back()
    {
        using MaskPatterns patterns = Of("hf_secretvalue123");
        string start = Convert.ToBase64String("hf_sec"u8);
        string text = start + "\n\n\n" + start + "\n" + new string(' ', 40) + start;
        Assert.Equal(text, Mask(patterns, [.. text.Select(letter => letter.ToString())]));
    }

    /// <summary>Binary files are kept as base64, and the program has the bytes: what it prints is masked, as they are and in every form.</summary>
    [Fact]
    public void What_a_value_is_the_base64_of_is_replaced()
    {
        const string Key = "-----BEGIN KEY-----\nprivate-key-material-0123456789 line\nanother-line-of-the-key\n-----END KEY-----\n";
        byte[] binary = [0, 1, 2, 255, 254, 13, 10, 9, 8];
        using MaskPatterns patterns = Of(
            Convert.ToBase64String(Encoding.ASCII.GetBytes(Key), Base64FormattingOptions.InsertLineBreaks) + "\n", Convert.ToBase64String(binary));
        Assert.Equal("<***>", Mask(patterns, $"<{Key}>"));
        Assert.Equal("7 *** 8", Mask(patterns, "7 another-line-of-the-key 8"));
        Assert.Equal("\"***\"", Mask(patterns, JsonSerializer.Serialize(Key)));
        using StreamMasker masker = new(patterns);
        Assert.Equal("***"u8, masker.Take(binary));
    }

    [Fact]
    public void However_the_stream_is_divided_the_result_is_that_of_the_whole()
    {
        Random random = new(1);
        for (int round = 0; round < 2000; round++)
        {
            // Few letters, so that patterns overlap and are beginnings of one another.
            string[] secrets = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Letters(random, random.Next(4, 9)))];
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(3) == 0 ? Letters(random, random.Next(1, 6)) : secrets[random.Next(secrets.Length)]));
            List<string> parts = [];
            for (int from = 0; from < text.Length;)
            {
                int length = Math.Min(text.Length - from, random.Next(1, 7));
                parts.Add(text.Substring(from, length));
                from += length;
            }
            using MaskPatterns patterns = Of(secrets);
            Assert.Equal(Naive(text, secrets), Mask(patterns, [.. parts]));
        }
    }

    [Fact]
    public void What_is_no_secret_passes_byte_for_byte()
    {
        byte[] noise = new byte[1 << 20];
        new Random(2).NextBytes(noise);
        using MaskPatterns patterns = Of("correct horse battery staple", "hf_0123456789");
        using StreamMasker masker = new(patterns);
        using MemoryStream result = new();
        for (int from = 0; from < noise.Length; from += 4099)
            result.Write(masker.Take(noise.AsSpan(from, Math.Min(4099, noise.Length - from))));
        result.Write(masker.End());
        Assert.True(noise.AsSpan().SequenceEqual(result.ToArray()));
    }

    [Fact]
    public void A_prompt_that_looks_like_a_beginning_appears_when_nothing_follows()
    {
        using MaskPatterns patterns = Of("password: 12345678901234567890");
        using StreamMasker masker = new(patterns);
        Assert.Equal("Your ", Encoding.UTF8.GetString(masker.Take("Your pass"u8)));
        Assert.True(masker.IsHolding);
        Assert.Equal("pass", Encoding.UTF8.GetString(masker.Idle()));
        Assert.False(masker.IsHolding);
        Assert.Equal("port? ", Encoding.UTF8.GetString(masker.Take("port? "u8)));
    }

    [Fact]
    public void A_value_that_comes_letter_by_letter_with_pauses_shows_its_beginning_at_most()
    {
        const string Secret = "hf_abcdefghijklmnop";
        using MaskPatterns patterns = Of(Secret);
        using StreamMasker masker = new(patterns);
        StringBuilder seen = new();
        foreach (char letter in "> " + Secret + " <")
        {
            seen.Append(Encoding.UTF8.GetString(masker.Take([(byte)letter])));
            seen.Append(Encoding.UTF8.GetString(masker.Idle()));
        }
        Assert.Equal("> hf_abcd*** <", seen.ToString());
    }

    [Fact]
    public void Values_too_short_to_be_masked_are_named()
    {
        using MaskPatterns patterns = Of("yes", "long enough");
        Assert.Equal(["S0"], patterns.TooShort!);
        Assert.Equal("yes, ***", Mask(patterns, "yes, long enough"));
    }

    [Fact]
    public void What_the_serializers_print_is_masked()
    {
        string[] letters = ["a", "Z", "0", "9", " ", "\"", "\\", "/", "\n", "\t", "+", "&", "=", "%", "'", "ü", "€", "𝄞"];
        Random random = new(3);
        for (int round = 0; round < 300; round++)
        {
            string secret = string.Concat(Enumerable.Range(0, random.Next(4, 20)).Select(_ => letters[random.Next(letters.Length)]));
            using MaskPatterns patterns = Of(secret);
            Assert.Equal("x***y", Mask(patterns, $"x{secret}y"));
            Assert.Equal("x***y", Mask(patterns, $"x{Uri.EscapeDataString(secret)}y"));
            Assert.Equal("\"***\"", Mask(patterns, JsonSerializer.Serialize(secret, Relaxed)));
            Assert.Equal("\"***\"", Mask(patterns, JsonSerializer.Serialize(secret)));
        }
    }

    private static string Letters(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "ab"[random.Next(2)]));

    /// <summary>The longest of the patterns that begin first, by brute force; of letters alone there are the value and its base64.</summary>
    private static string Naive(string text, string[] secrets)
    {
        StringBuilder result = new();
        for (int place = 0; place < text.Length;)
        {
            int length = secrets.Where(secret => text.AsSpan(place).StartsWith(secret)).Select(secret => secret.Length).DefaultIfEmpty(0).Max();
            result.Append(length > 0 ? "***" : text[place]);
            place += Math.Max(length, 1);
        }
        return result.ToString();
    }
}
