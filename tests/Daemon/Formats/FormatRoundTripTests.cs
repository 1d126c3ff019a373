using System.Diagnostics;
using System.Text;
using Secrets.Daemon.Formats;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Formats;

public sealed class FormatRoundTripTests
{
    public static TheoryData<string> Formats => ["dotenv", "json", "yaml", "docker", "fly", "runpod"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Whatever_a_format_carries_comes_back_byte_for_byte(string format)
    {
        int carried = 0;
        foreach (byte[] bytes in Awkward())
        {
            ITextWriter writer = TextFormats.Writer(format);
            if (writer.Refusal("A", bytes) is not null)
                continue;
            carried++;
            using SecretValue value = new(bytes);
            using SecretValue text = TextFormats.Export(format, [new NamedValue("A", value), new NamedValue("B", value)]);
            using TextPairs back = new();
            TextFormats.Reader(format, null).Read(text.Span, back);
            Assert.Equal(["A", "B"], back.All.Select(p => p.Name));
            Assert.All(back.All, pair => Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(pair.Value.Span)));
        }
        Assert.True(carried > 100, $"only {carried} values were carried");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("yaml")]
    public void Json_and_yaml_carry_every_value(string format) =>
        Assert.All(Awkward(), bytes => Assert.Null(TextFormats.Writer(format).Refusal("A", bytes)));

    [Fact]
    public void A_real_shell_reads_the_shell_form_byte_for_byte()
    {
        List<NamedValue> pairs = [];
        foreach (byte[] bytes in Awkward().Where(b => !b.Contains((byte)0) && b.Length < 10_000))
            pairs.Add(new NamedValue($"V{pairs.Count}", new SecretValue(bytes)));
        using SecretValue text = TextFormats.Export("shell", pairs);
        // printf with a NUL after each; the shell itself ends no value.
        byte[] script = [.. text.Span, .. Encoding.ASCII.GetBytes(string.Concat(pairs.Select(p => $"printf '%s\\000' \"${p.Name}\"\n")))];
        Assert.Equal(Expected(pairs), Convert.ToHexString(RunShell(script)));
    }

    [Fact]
    public void A_real_shell_hands_the_dstack_form_to_dstack_byte_for_byte()
    {
        List<NamedValue> pairs = [];
        foreach (byte[] bytes in Awkward().Where(b => TextFormats.Writer("dstack").Refusal("A", b) is null && b.Length < 10_000))
            pairs.Add(new NamedValue($"V{pairs.Count}", new SecretValue(bytes)));
        using SecretValue text = TextFormats.Export("dstack", pairs);
        // A stand-in that prints its last argument, and refuses one that an option parser would take for an option.
        byte[] script = [.. "dstack() { shift 2; if [ \"$1\" = -- ]; then shift; else case \"$2\" in -*) exit 9;; esac; fi; printf '%s\\000' \"$2\"; }\n"u8, .. text.Span];
        Assert.Equal(Expected(pairs), Convert.ToHexString(RunShell(script)));
    }

    [Theory]
    [InlineData("docker", "a\nb", "docker cannot carry: A has a line break; B has a line break")]
    [InlineData("fly", "\"\"x", "fly cannot carry: A begins with double quotes that flyctl reads as the start of several lines; B begins with double quotes that flyctl reads as the start of several lines")]
    [InlineData("runpod", "{{ RUNPOD_SECRET_x }}", "runpod cannot carry: A reads like a reference to a RunPod secret; B reads like a reference to a RunPod secret")]
    [InlineData("dotenv", "\0", "dotenv cannot carry: A has a NUL byte; B has a NUL byte")]
    public void What_a_format_cannot_carry_is_refused_by_name(string format, string value, string message)
    {
        using SecretValue secret = SecretValue.FromText(value);
        SecretsException refused = Assert.Throws<SecretsException>(() => TextFormats.Export(format, [new NamedValue("A", secret), new NamedValue("B", secret)]));
        Assert.Equal((ErrorCode.Invalid, message), (refused.Code, refused.Message));
    }

    [Fact]
    public void A_name_that_is_no_variable_is_refused_by_the_shell_form_only()
    {
        using SecretValue value = SecretValue.FromText("x");
        Assert.Throws<SecretsException>(() => TextFormats.Export("shell", [new NamedValue("hf.token", value)]));
        TextFormats.Export("dotenv", [new NamedValue("hf.token", value)]).Dispose();
    }

    /// <summary>Published naughty strings where they are at hand, and our own: every byte, quotes in every place, line ends, long ones, noise.</summary>
    private static IEnumerable<byte[]> Awkward()
    {
        string[] pieces = ["'", "\"", "\\", "$", "`", "#", " #", "\n", "\r", "\r\n", "\t", " ", "{", "}", "${A}", "$A", "\"\"\"", "'''", "=", ":", "-", "\\n", "\u0085", "\u2028", "\ufeff", "é", "😀", "\u0001", "\u007f", "%", "!", "&", "*", "|", ">", "~", "null", "yes", "@x", "---"];
        yield return [];
        foreach (string a in pieces)
        {
            yield return Encoding.UTF8.GetBytes(a);
            yield return Encoding.UTF8.GetBytes($"x{a}");
            yield return Encoding.UTF8.GetBytes($"{a}x");
            foreach (string b in pieces)
                yield return Encoding.UTF8.GetBytes($"{a}x{b}");
        }
        for (int b = 0; b < 256; b++)
            yield return [(byte)b];
        yield return [0xff, 0xfe, 0x00, 0xc3];
        yield return Encoding.ASCII.GetBytes(new string('k', 100_000));
        yield return Encoding.ASCII.GetBytes("-----BEGIN KEY-----\nMIIB\n-----END KEY-----\n");
        Random random = new(7);
        for (int i = 0; i < 200; i++)
        {
            byte[] noise = new byte[random.Next(1, 40)];
            random.NextBytes(noise);
            yield return noise;
        }
        if (Environment.GetEnvironmentVariable("SECRETS_VECTORS") is { } vectors)
        {
            using System.Text.Json.JsonDocument list = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(vectors, "blns.base64.json")));
            foreach (System.Text.Json.JsonElement entry in list.RootElement.EnumerateArray().ToArray())
                yield return entry.GetBytesFromBase64();
        }
    }

    private static string Expected(IEnumerable<NamedValue> pairs) => Convert.ToHexString([.. pairs.SelectMany(p => p.Value.Span.ToArray().Append((byte)0))]);

    private static byte[] RunShell(byte[] script)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, script);
            using Process shell = Process.Start(new ProcessStartInfo("sh", [file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            using MemoryStream output = new();
            shell.StandardOutput.BaseStream.CopyTo(output);
            Assert.True(shell.WaitForExit(20_000));
            Assert.Equal(0, shell.ExitCode);
            return output.ToArray();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
