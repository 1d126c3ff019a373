using System.Text.Json;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Secrets.Tests.Shared.Data;
using Xunit;

namespace Secrets.Tests.Shared.Client;

/// <summary>The clients that PROTOCOL.md shows to people who write one in another language, against the real daemon.</summary>
public sealed class ExampleClientTests
{
    [ClientFact("python3")]
    public void The_client_in_python_sets_lists_and_gets_every_naughty_value() => SetsListsAndGets("python3", "client.py");

    [ClientFact("node", "node/node_modules/vscode-jsonrpc")]
    public void The_client_in_node_sets_lists_and_gets_every_naughty_value() => SetsListsAndGets("node", "node/client.js");

    [ClientFact("python3")]
    public void The_client_in_python_hears_that_the_vault_is_locked() => HearsThatTheVaultIsLocked("python3", "client.py");

    [ClientFact("node", "node/node_modules/vscode-jsonrpc")]
    public void The_client_in_node_hears_that_the_vault_is_locked() => HearsThatTheVaultIsLocked("node", "node/client.js");

    private static void SetsListsAndGets(string interpreter, string script)
    {
        using SecretsHome home = new();
        using DaemonClient daemon = home.Connect();
        Initialize(daemon);
        // As many as one request may hold, and one that takes most of a frame.
        Dictionary<string, byte[]> values = NaughtyValues.All().Where(value => value.Length <= 1000).Take(400)
            .Append(NaughtyValues.All().First(value => value.Length == 1 << 20))
            .Select((value, i) => ($"V{i}", value)).ToDictionary();
        foreach (KeyValuePair<string, byte[]>[] part in values.Chunk(50))
        {
            Finished finished = Run(home, interpreter, script, part);
            Assert.Equal((0, ""), (finished.ExitCode, finished.Error));
            Dictionary<string, byte[]> got = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(finished.Output)!;
            Assert.Equal(part.ToDictionary(), got);
        }
    }

    private static void HearsThatTheVaultIsLocked(string interpreter, string script)
    {
        using SecretsHome home = new();
        using DaemonClient daemon = home.Connect();
        Initialize(daemon);
        daemon.LockAsync(default).GetAwaiter().GetResult();
        Finished finished = Run(home, interpreter, script, [KeyValuePair.Create("a", new byte[] { 1 })]);
        Assert.Equal((int)ErrorCode.Locked, finished.ExitCode);
        Assert.Contains("(locked)", finished.Error, StringComparison.Ordinal);
    }

    private static void Initialize(DaemonClient daemon)
    {
        using InitRequest request = new(KeySource.KeyFile, new SecretValue("0123456789abcdef0123456789abcdef"u8));
        daemon.InitAsync(request, default).GetAwaiter().GetResult();
    }

    private static Finished Run(SecretsHome home, string interpreter, string script, KeyValuePair<string, byte[]>[] values) =>
        NativeProcess.Run(new Launched(Programs.Find(interpreter)!, Launched.Bytes([Path.Combine(ExampleClients.Folder, script)]))
        {
            Environment = [.. home.Environment(), "PYTHONDONTWRITEBYTECODE=1"u8.ToArray()],
            Folder = home.Folder,
            Input = JsonSerializer.SerializeToUtf8Bytes(values.ToDictionary()),
        });
}
