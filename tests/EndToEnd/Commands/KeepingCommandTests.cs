using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Backup, restore and check, as people do them.</summary>
public sealed class KeepingCommandTests : IDisposable
{
    private readonly SecretsHome _home = new();
    private readonly SecretsHome _other = new();

    public KeepingCommandTests() => _home.Initialize();

    public void Dispose()
    {
        _home.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_vault_comes_back_on_another_machine_with_its_recovery_key()
    {
        Assert.Equal(0, _home.Run("set", "A=1", "B=2").ExitCode);
        Assert.Equal(0, _home.Run("set", "A=3").ExitCode);
        Assert.Equal("3", _home.Run("get", "A").Text);
        string recovery = _home.Run("recovery", "--key-file", _home.KeyFile, "--stdout").Text;
        string file = Path.Combine(_home.Folder, "backup");
        JsonNode backup = JsonNode.Parse(_home.Run("backup", "backup", "--json").Text)!;
        Assert.Equal(6, _home.Run("backup", "backup").ExitCode);

        Finished restore = _other.RunWith(System.Text.Encoding.UTF8.GetBytes(recovery), "restore", file, "--recovery", "--json");

        Assert.Equal(0, restore.ExitCode);
        Assert.Equal(backup.ToJsonString(), JsonNode.Parse(restore.Text)!.ToJsonString());
        Assert.True((int)backup["auditEntries"]! >= 1);
        Assert.Equal(_home.Run("list", "--json").Text, _other.Run("list", "--json").Text);
        Assert.Equal("3", _other.Run("get", "A").Text);
        Assert.Equal(0, _other.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
    }

    [Fact]
    public void A_vault_is_replaced_after_a_word_was_typed()
    {
        Assert.Equal(0, _home.Run("set", "A=1").ExitCode);
        string file = Path.Combine(_home.Folder, "backup");
        Assert.Equal(0, _home.Run("backup", file).ExitCode);
        Assert.Equal(0, _home.Run("set", "A=2").ExitCode);

        Assert.Equal(6, _home.Run("restore", file, "--key-file", _home.KeyFile).ExitCode);
        Assert.Equal(2, _home.Run("restore", file, "--key-file", _home.KeyFile, "--replace").ExitCode);
        using (NativeProcess no = NativeProcess.StartOnTerminal(_home.Command("restore", file, "--key-file", _home.KeyFile, "--replace")))
        {
            no.WaitFor("Type replace to go on: ");
            no.Type("yes\n");
            Assert.Equal(1, no.Wait().ExitCode);
        }
        Assert.Equal("2", _home.Run("get", "A").Text);
        using (NativeProcess yes = NativeProcess.StartOnTerminal(_home.Command("restore", file, "--key-file", _home.KeyFile, "--replace")))
        {
            yes.WaitFor("Type replace to go on: ");
            yes.Type("replace\n");
            Finished finished = yes.Wait();
            Assert.Equal(0, finished.ExitCode);
            Assert.Contains("vault.db.replaced", finished.Text, StringComparison.Ordinal);
        }
        Assert.Equal("1", _home.Run("get", "A").Text);
    }

    [Fact]
    public void Damage_ends_a_check_with_8_and_is_named()
    {
        Assert.Equal(0, _home.Run("set", "A=VALUE-CANARY").ExitCode);
        Assert.Equal(0, _home.Run("check").ExitCode);
        using (SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = _home.Paths.Database, Pooling = false }.ToString()))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE ciphertext SET body = zeroblob(length(body))";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        Finished check = _home.Run("check");

        Assert.Equal((8, ""), (check.ExitCode, check.Text));
        Assert.Contains("version 1 of A in default/default", check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", check.Error, StringComparison.Ordinal);
        Assert.Equal(8, _home.Run("check", "--json").ExitCode);
    }
}
