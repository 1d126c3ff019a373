using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Secrets.Tests.Shared.Data;
using Xunit;

namespace Secrets.Tests.Shared.Rpc;

public sealed class WireJsonTests
{
    private static readonly SecretScope Scope = new("llm", "dev");

    public static TheoryData<RunRequest> RunRequests =>
    [
        new RunRequest(),
        new RunRequest(Scope, "env:\n  - \"A=${{ secrets.x }}\"\n\ttab € 😀", "a\\b.dstack.yml", "dstack", ["a", "b"], new Dictionary<string, string> { ["X"] = "x", ["Y"] = "y" }, "P_", true, "python", "proj", "env", [RunParts.Files]),
        new RunRequest(Only: [], Mapping: new Dictionary<string, string>()),
    ];

    public static TheoryData<GetRequest> GetRequests => [new GetRequest(["a"]), new GetRequest(["a", "b\""], Scope, true)];

    [Theory]
    [MemberData(nameof(RunRequests))]
    public void A_run_request_by_hand_reads_as_the_serializer_wrote_it(RunRequest request) =>
        Assert.True(JsonElement.DeepEquals(Tree(Serialized(request, WireJson.Default.RunRequest)), Tree(ByHand(output => QuickJson.Write(output, request)))));

    [Theory]
    [MemberData(nameof(GetRequests))]
    public void A_get_request_by_hand_reads_as_the_serializer_wrote_it(GetRequest request) =>
        Assert.True(JsonElement.DeepEquals(Tree(Serialized(request, WireJson.Default.GetRequest)), Tree(ByHand(output => QuickJson.Write(output, request)))));

    [Fact]
    public void Every_field_of_a_hot_request_is_written_by_hand()
    {
        // A field added to the contract and forgotten in QuickJson would be lost silently.
        RunRequest request = new(Scope, "c", "f", "g", ["o"], new Dictionary<string, string> { ["m"] = "m" }, "p", true, "q", "r", "s", ["t"], new Dictionary<string, string> { ["u"] = "u" }, new Dictionary<string, string> { ["v"] = "v" }, "w");
        Assert.Equal(WireJson.Default.RunRequest.Properties.Count, Tree(ByHand(output => QuickJson.Write(output, request))).EnumerateObject().Count());
        Assert.Equal(WireJson.Default.GetRequest.Properties.Count, Tree(ByHand(output => QuickJson.Write(output, new GetRequest(["a"], Scope)))).EnumerateObject().Count());
    }

    [Fact]
    public void A_plan_read_by_hand_is_what_the_serializer_wrote()
    {
        using RunPlan plan = new(
            [.. NaughtyValues.All().Where(bytes => bytes.Length < 1000).Select((bytes, i) => new NamedValue($"V{i}", new SecretValue(bytes)))],
            ["HOME"], ["sh", "-c", "echo \"ä\""], "sub/dir", ["a note"],
            [new RunFile("/secrets/a", new SecretValue([0, 255])), new RunFile("/b", LocalPath: "c/d", Optional: true)],
            new RegistryLogin("ghcr.io", SecretValue.FromText("u"), SecretValue.FromText("p")),
            [new NamedValue("s", SecretValue.FromText("v"))]);
        byte[] json = Serialized(plan, WireJson.Default.RunPlan);
        using RunPlan read = QuickJson.ReadRunPlan(json);
        Assert.Equal(json, Serialized(read, WireJson.Default.RunPlan));
        Assert.Equal(WireJson.Default.RunPlan.Properties.Count, Tree(json).EnumerateObject().Count());

        using RunPlan empty = QuickJson.ReadRunPlan("{\"later\":{\"a\":[1]},\"command\":null,\"variables\":[]}"u8);
        Assert.Equal(new RunPlan([]) with { Variables = empty.Variables }, empty);
    }

    [Fact]
    public void A_reply_of_get_read_by_hand_is_what_the_serializer_wrote()
    {
        using GetReply reply = new([new NamedValue("a", SecretValue.FromText("A\n")), new NamedValue("b", new SecretValue(new byte[3]))]);
        byte[] json = Serialized(reply, WireJson.Default.GetReply);
        using GetReply read = QuickJson.ReadGetReply(json);
        Assert.Equal(json, Serialized(read, WireJson.Default.GetReply));
    }

    [Fact]
    public void A_list_by_hand_is_what_the_serializer_wrote()
    {
        DateTimeOffset time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        SecretEntry[] secrets = [new("a", 3, "live+staged", time, time.AddDays(1), "0a1b", "an \"ä\"", ["t", "u"], true, time.AddYears(1), time, "run x", ["c"]), new("b", 0, "staged", time, time)];
        byte[] json = Serialized(new ListReply(secrets), WireJson.Default.ListReply);
        Assert.Equal(json, Serialized(QuickListJson.Read(json), WireJson.Default.ListReply));
        // A field added to the contract and forgotten in QuickListJson would be lost silently.
        Assert.Equal(WireJson.Default.SecretEntry.Properties.Count, Tree(json).GetProperty("secrets")[0].EnumerateObject().Count());
        Assert.True(JsonElement.DeepEquals(Tree(Serialized(new ListRequest(Scope), WireJson.Default.ListRequest)), Tree(ByHand(output => QuickListJson.Write(output, new ListRequest(Scope))))));
        Assert.Equal(WireJson.Default.ListRequest.Properties.Count, Tree(ByHand(output => QuickListJson.Write(output, new ListRequest(Scope)))).EnumerateObject().Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"secrets\":null}")]
    [InlineData("{\"secrets\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"secrets\":[{\"name\":\"a\",\"version\":1,\"status\":\"live\",\"createdAt\":\"x\",\"updatedAt\":\"x\"}]}")]
    [InlineData("{\"secrets\":[{\"name\":\"a\",\"version\":1.5,\"status\":\"live\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}]}")]
    public void A_list_that_does_not_fit_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => QuickListJson.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"variables\":null}")]
    [InlineData("{\"variables\":[null]}")]
    [InlineData("{\"variables\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"variables\":[{\"value\":\"a\"}]}")]
    [InlineData("{\"variables\":[{\"name\":1,\"value\":\"a\"}]}")]
    [InlineData("{\"variables\":[],\"command\":[1]}")]
    [InlineData("{\"variables\":[{\"name\":\"a\",\"value\":\"a\"}")]
    [InlineData("{\"variables\":[],\"files\":[{\"content\":\"a\"}]}")]
    [InlineData("{\"variables\":[],\"registry\":{\"registry\":\"a\"}}")]
    public void A_plan_that_does_not_fit_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => QuickJson.ReadRunPlan(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{\"names\":[\"a\"],\"scope\":{\"project\":\"llm\",\"environment\":\"dev\"}}")]
    [InlineData("[[\"a\"],{\"project\":\"llm\",\"environment\":\"dev\"}]")]
    public void Parameters_are_taken_by_name_or_by_position(string json)
    {
        GetRequest request = RpcParams.Read(Encoding.UTF8.GetBytes(json), WireJson.Default.GetRequest);
        Assert.Equal(["a"], request.Names);
        Assert.Equal(Scope, request.Scope);
    }

    [Fact]
    public void Parameters_by_position_may_leave_out_the_optional_ones()
    {
        using SetRequest set = RpcParams.Read("[[{\"name\":\"a\",\"value\":{\"base64\":\"QQ==\"}}]]"u8, WireJson.Default.SetRequest);
        Assert.Equal("A"u8, set.Secrets[0].Value!.Span);
        Assert.Null(RpcParams.Read("[]"u8, WireJson.Default.ListRequest).Scope);
        Assert.Null(RpcParams.Read(default, WireJson.Default.ListRequest).Scope);
        using UnlockRequest unlock = RpcParams.Read("[\"keyFile\",\"k\"]"u8, WireJson.Default.UnlockRequest);
        Assert.Equal(KeySource.KeyFile, unlock.Source);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"names\":null}")]
    [InlineData("{\"names\":[\"a\"],\"mistyped\":1}")]
    [InlineData("{\"names\":[\"a\"],\"scope\":{\"project\":\"p\"}}")]
    [InlineData("{\"Names\":[\"a\"]}")]
    [InlineData("[]")]
    [InlineData("[[\"a\"],null,1]")]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("null")]
    public void Parameters_that_do_not_fit_are_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => RpcParams.Read(Encoding.UTF8.GetBytes(json), WireJson.Default.GetRequest));

    [Theory]
    [InlineData("1")]
    [InlineData("\"other\"")]
    [InlineData("\"1\"")]
    public void A_key_source_is_a_word_that_we_know(string source) =>
        Assert.ThrowsAny<JsonException>(() => RpcParams.Read(Encoding.UTF8.GetBytes($"{{\"source\":{source},\"key\":\"k\"}}"), WireJson.Default.InitRequest));

    [Fact]
    public void Nulls_and_only_nulls_are_omitted() =>
        Assert.Equal(
            """{"name":"a","version":1,"status":"live","createdAt":"2026-01-02T03:04:05+00:00","updatedAt":"2026-01-02T03:04:05+00:00","writeOnly":false}""",
            Encoding.UTF8.GetString(Serialized(
                new SecretEntry("a", 1, "live", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
                WireJson.Default.SecretEntry)));

    private static byte[] Serialized<T>(T value, JsonTypeInfo<T> type) => ByHand(output =>
    {
        using Utf8JsonWriter writer = new(output);
        JsonSerializer.Serialize(writer, value, type);
    });

    private static byte[] ByHand(Action<SecretBufferWriter> write)
    {
        using SecretBufferWriter output = new();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    private static JsonElement Tree(byte[] json) => JsonDocument.Parse(json).RootElement;
}
