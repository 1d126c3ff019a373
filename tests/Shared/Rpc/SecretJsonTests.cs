using System.Text;
using System.Text.Json;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Secrets.Tests.Shared.Data;
using Xunit;

namespace Secrets.Tests.Shared.Rpc;

public sealed class SecretJsonTests
{
    [Fact]
    public void Every_naughty_value_comes_back_byte_for_byte()
    {
        foreach (byte[] bytes in NaughtyValues.All())
        {
            string json = Written(bytes);
            Assert.Equal(bytes, Read(json));
            // Any other reader of JSON finds the same in it.
            using JsonDocument document = JsonDocument.Parse(json);
            byte[] theirs = document.RootElement.ValueKind == JsonValueKind.String
                ? Encoding.UTF8.GetBytes(document.RootElement.GetString()!)
                : document.RootElement.GetProperty("base64").GetBytesFromBase64();
            Assert.Equal(bytes, theirs);
        }
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("a\"b\\c\r\n\t\b\u001f/<>&'", "\"a\\\"b\\\\c\\r\\n\\t\\u0008\\u001f/<>&'\"")]
    [InlineData("äöü €  😀\u007f", "\"äöü €  😀\u007f\"")]
    public void Text_is_written_with_nothing_escaped_but_what_must_be(string text, string json) => Assert.Equal(json, Written(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("00", "AA==")]
    [InlineData("610062", "YQBi")]
    [InlineData("ff", "/w==")]
    [InlineData("c080", "wIA=")]
    [InlineData("eda080", "7aCA")]
    [InlineData("e282", "4oI=")]
    public void What_is_no_text_is_written_as_base64(string hex, string base64) =>
        Assert.Equal($"{{\"base64\":\"{base64}\"}}", Written(Convert.FromHexString(hex)));

    [Fact]
    public void A_text_of_control_characters_still_fits_into_a_frame()
    {
        byte[] bytes = new byte[SecretValue.MaxLength];
        bytes.AsSpan().Fill(1);
        string json = Written(bytes);
        Assert.InRange(json.Length, 1, WireLimits.Frame - 1024);
        Assert.Equal(bytes, Read(json));
    }

    [Theory]
    [InlineData("\"\\u0041\\n\\/\\\\\\\"\\b\\f\\r\\t\"", "A\n/\\\"\b\f\r\t")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\u0000\"", "\0")]
    [InlineData("{\"base64\":\"QQ==\"}", "A")]
    [InlineData("{\"base64\":\"\"}", "")]
    [InlineData("{ \"base64\" : \"Pz8\\/\" }", "???")]
    [InlineData("{\"base\\u00364\":\"QQ==\"}", "A")]
    public void Both_forms_are_read_with_any_legal_escape(string json, string text) => Assert.Equal(Encoding.UTF8.GetBytes(text), Read(json));

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"base64\":1}")]
    [InlineData("{\"base64\":\"QQ\"}")]
    [InlineData("{\"base64\":\"Q===\"}")]
    [InlineData("{\"base64\":\"*\"}")]
    [InlineData("{\"base64\":\"QQ==\",\"more\":1}")]
    [InlineData("{\"other\":\"QQ==\"}")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    public void Anything_else_is_refused_without_quoting_it(string json)
    {
        JsonException exception = Assert.Throws<JsonException>(() => Read(json));
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public void Text_that_is_not_utf_8_is_refused() => Assert.Throws<JsonException>(() => Read([(byte)'"', 0xff, (byte)'"']));

    [Fact]
    public void A_value_may_be_1_MiB_and_no_byte_more()
    {
        string text = new('x', SecretValue.MaxLength);
        Assert.Equal(SecretValue.MaxLength, Read($"\"{text}\"").Length);
        Assert.Equal(SecretValue.MaxLength, Read($"\"{text[..^1]}\\u0078\"").Length);
        foreach (string json in (string[])[$"\"{text}x\"", $"\"{text}\\n\"", $"{{\"base64\":\"{Convert.ToBase64String(new byte[SecretValue.MaxLength + 1])}\"}}"])
            Assert.Equal(ErrorCode.Invalid, Assert.Throws<SecretsException>(() => Read(json)).Code);
    }

    private static string Written(byte[] bytes)
    {
        using SecretValue value = new(bytes);
        using SecretBufferWriter output = new();
        SecretJson.Write(output, value);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static byte[] Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    private static byte[] Read(byte[] json)
    {
        using SecretValue value = JsonSerializer.Deserialize(json, WireJson.Default.NamedValue.Options.GetTypeInfo(typeof(SecretValue))) as SecretValue
            ?? throw new JsonException("null");
        return value.Span.ToArray();
    }
}
