using System.Text.Json;
using System.Text.Json.Nodes;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Shared.Client;

/// <summary>shared/PROTOCOL.md, example by example, against the real daemon.</summary>
public sealed class ProtocolPageTests
{
    /// <summary>What differs from machine to machine and from minute to minute: its kind is compared, not its value.</summary>
    private static readonly HashSet<string> Volatile = ["pid", "pipe", "uptimeSeconds", "sqlite", "sodium", "digest", "createdAt", "updatedAt", "lastUsedAt", "at", "key", "records", "values", "auditEntries", "sequence", "time", "executable", "uid", "next", "entries"];

    [Fact]
    public async Task Every_example_is_answered_as_printed()
    {
        using SecretsHome home = new();
        home.Connect().Dispose();
        using RawClient client = new(home.Paths.Pipe);
        List<string> notices = [], wanted = [];
        int examples = 0;
        foreach ((string request, string[] answers) in Examples())
        {
            await client.SendAsync(request);
            examples++;
            foreach (string answer in answers)
            {
                if (IsNotice(answer))
                {
                    wanted.Add(Normal(answer));
                    continue;
                }
                string got = await NextAsync(client);
                while (IsNotice(got))
                {
                    notices.Add(Normal(got));
                    got = await NextAsync(client);
                }
                Assert.Equal(Normal(answer), Normal(got));
            }
        }
        // The order of notices and replies is not promised.
        while (notices.Count < wanted.Count)
            notices.Add(Normal(await NextAsync(client)));
        Assert.Equal(wanted, notices);
        Assert.InRange(examples, 20, 1000);
    }

    [Fact]
    public void Every_method_and_notification_is_described()
    {
        string page = File.ReadAllText(Page);
        foreach (System.Reflection.FieldInfo field in typeof(Secrets.Shared.Contract.Methods).GetFields())
            Assert.Contains((string)field.GetRawConstantValue()!, page, StringComparison.Ordinal);
    }

    private static string Page => Path.Combine(ExampleClients.Folder, "../../shared/PROTOCOL.md");

    private static async Task<string> NextAsync(RawClient client) => await client.ReadAsync() ?? throw new InvalidOperationException("the daemon closed the connection");

    private static bool IsNotice(string json) => JsonNode.Parse(json) is JsonObject message && message.ContainsKey("method");

    private static IEnumerable<(string Request, string[] Answers)> Examples()
    {
        string? request = null;
        List<string> answers = [];
        foreach (string line in File.ReadLines(Page))
        {
            if (line.StartsWith("<-- ", StringComparison.Ordinal))
                answers.Add(line[4..]);
            if (!line.StartsWith("--> ", StringComparison.Ordinal))
                continue;
            if (request is not null)
                yield return (request, [.. answers]);
            request = line[4..];
            answers.Clear();
        }
        yield return (request!, [.. answers]);
    }

    private static string Normal(string json)
    {
        JsonNode node = JsonNode.Parse(json)!;
        Normalize(node);
        return node.ToJsonString();
    }

    private static void Normalize(JsonNode? node)
    {
        foreach (JsonNode? child in node is JsonArray array ? array : [])
            Normalize(child);
        if (node is not JsonObject fields)
            return;
        foreach ((string name, JsonNode? value) in fields.ToArray())
        {
            // A release is a string; a secret's version is a number, and is compared.
            if (value is JsonValue scalar && (Volatile.Contains(name) || (name == "version" && scalar.GetValueKind() == JsonValueKind.String)
                // A slot's number depends on how many examples come before.
                || (name == "id" && fields.ContainsKey("source"))))
                fields[name] = scalar.GetValueKind().ToString();
            else
                Normalize(value);
        }
    }
}
