using System.Text;
using System.Text.Json;
using Secrets.Shared.Rpc;
using Secrets.Tests.Shared.Data;
using Xunit;
using Xunit.Abstractions;

namespace Secrets.Tests.Shared.Rpc;

public sealed class JsonGrammarTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData(" [1, -0, 1.5e+3, true, false, null, \"\", {\"a\":[]}] ")]
    [InlineData("\"\\ud83d\\ude00 \u007f\"")]
    [InlineData("1")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public void Json_is_accepted(string json) => RpcMessage.Check(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    [InlineData("{a:1}")]
    [InlineData("[01]")]
    [InlineData("[+1]")]
    [InlineData("[.5]")]
    [InlineData("[1.]")]
    [InlineData("[NaN]")]
    [InlineData("[0x1]")]
    [InlineData("[\"\t\"]")]
    [InlineData("[\"\\x\"]")]
    [InlineData("[\"\\u12\"]")]
    [InlineData("[\"")]
    [InlineData("[")]
    [InlineData("[1]/**/")]
    [InlineData("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]")]
    public void What_is_no_json_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => RpcMessage.Check(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("5b22ff225d")]
    [InlineData("5b22eda080225d")]
    [InlineData("efbbbf7b7d")]
    public void What_is_no_utf_8_is_refused(string hex) => Assert.ThrowsAny<JsonException>(() => RpcMessage.Check(Convert.FromHexString(hex)));

    [Fact]
    public void The_published_test_suite_is_satisfied()
    {
        string[] files = Vectors.Find("json") is { } folder ? Directory.GetFiles(folder, "*.json") : [];
        List<string> wrong = [];
        foreach (string file in files)
        {
            bool accepted = Accepts(File.ReadAllBytes(file));
            char expected = Path.GetFileName(file)[0];
            if ((expected == 'y' && !accepted) || (expected == 'n' && accepted))
                wrong.Add(Path.GetFileName(file));
        }
        output.WriteLine($"{files.Length} published cases");
        Assert.Empty(wrong);
    }

    private static bool Accepts(byte[] frame)
    {
        try
        {
            RpcMessage.Check(frame);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
