using System.Text.Json.Nodes;
using Secrets.Daemon.Rpc;
using Secrets.Shared.Contract;
using Xunit;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Tests.Daemon.Rpc;

public sealed class MethodTableTests
{
    [Fact]
    public async Task Every_member_of_the_contract_has_its_row()
    {
        await using TestServer server = await TestServer.StartAsync();
        string[] scopes =
        [
            Wire.ListProjects, Wire.CreateProject, Wire.RenameProject, Wire.DeleteProject, Wire.Explain,
            Wire.ListEnvironments, Wire.CreateEnvironment, Wire.RenameEnvironment, Wire.DeleteEnvironment, Wire.Inherit,
        ];
        string[] keyslots = [Wire.Slots, Wire.AddSlot, Wire.RemoveSlot, Wire.Passphrase, Wire.Recovery, Wire.TryKey];
        string[] versions = [Wire.History, Wire.Rollback, Wire.Deploy, Wire.Discard, Wire.Undo];
        string[] keeping = [Wire.Backup, Wire.Restore, Wire.Rotate, Wire.Check, Wire.Progress];
        string[] audit = [Wire.Audit, Wire.VerifyAudit, Wire.FollowAudit, Wire.Uses];
        string[] upkeep = [Wire.Due, Wire.Rename, Wire.Copy, Wire.Diff];
        string[] names = [.. scopes, .. audit, .. versions, .. keyslots, .. keeping, .. upkeep, Wire.Hello, Wire.Subscribe, Wire.Stop, Wire.Status, Wire.Init, Wire.Unlock, Wire.Lock, Wire.List, Wire.Describe, Wire.Set, Wire.Get, Wire.Delete, Wire.Import, Wire.Export, Wire.Inject, Wire.Lint, Wire.Scan, Wire.PlanRun, Wire.DescribeRun];

        Assert.Equal(typeof(ISecretsDaemon).GetMethods().Length, names.Length);
        Assert.Equal(names.Order(), server.Table.All.Select(method => method.Name).Order());
    }

    [Fact]
    public async Task A_method_whose_answer_holds_values_needs_the_key_and_a_durable_record()
    {
        await using TestServer server = await TestServer.StartAsync();

        foreach (Method method in server.Table.All)
        {
            bool showsValues = method.GetType().GenericTypeArguments[1] is { } reply && (reply == typeof(GetReply) || reply == typeof(ExportReply) || reply == typeof(InjectReply) || reply == typeof(ScanReply) || reply == typeof(RunPlan));
            // A rollback opens a value too, and a rotation the keys of all, and they let nobody see them.
            Assert.Equal(showsValues || method.Name is Wire.Rollback or Wire.Rotate, method.LockNeed == LockNeed.Unlocked);
            Assert.Equal(showsValues, method.Audit == AuditClass.Access);
            Assert.Equal(showsValues, method.Capability is Capability.Read or Capability.Run);
        }
    }

    [Fact]
    public async Task While_locked_a_method_that_needs_the_key_answers_code_4_and_reaches_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Vault.State = server.Vault.State with { Locked = true };
        using RawClient client = server.Connect();

        foreach (Method method in server.Table.All.Where(method => method.LockNeed == LockNeed.Unlocked))
        {
            JsonNode error = (await client.CallAsync(method.Name, """{"names":["a"]}"""))["error"]!;
            Assert.Equal((4, "locked", "secrets unlock"), ((int)error["code"]!, (string?)error["data"]!["error"], (string?)error["data"]!["hint"]));
        }
        Assert.Empty(server.Vault.Callers);
    }

    [Fact]
    public async Task Without_a_vault_a_method_that_needs_the_key_answers_code_3()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Vault.State = server.Vault.State with { Locked = true, Initialized = false };
        using RawClient client = server.Connect();

        JsonNode error = (await client.CallAsync("secret.get", """{"names":["a"]}"""))["error"]!;

        Assert.Equal((3, "secrets init"), ((int)error["code"]!, (string?)error["data"]!["hint"]));
    }
}
