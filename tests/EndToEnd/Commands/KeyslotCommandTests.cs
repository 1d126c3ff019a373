using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>The keys of the vault, as people change them.</summary>
public sealed partial class KeyslotCommandTests : IDisposable
{
    private readonly SecretsHome _home = new();

    public KeyslotCommandTests()
    {
        _home.Variables["TERM"] = "xterm";
        _home.Initialize();
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Where_only_a_key_file_opens_the_vault_nobody_is_asked_for_a_passphrase()
    {
        Assert.Equal(0, _home.Run("set", "A=1").ExitCode);
        Assert.Equal(0, _home.Run("lock").ExitCode);
        foreach (string[] command in new[] { new[] { "get", "A" }, ["unlock"] })
        {
            using NativeProcess process = Start(command);
            Finished finished = process.Wait();
            Assert.Equal(4, finished.ExitCode);
            Assert.DoesNotContain("Passphrase:", finished.Text, StringComparison.Ordinal);
            Assert.Contains("secrets unlock --key-file FILE", finished.Text, StringComparison.Ordinal);
        }
        Assert.Equal(0, _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
    }

    [Fact]
    public void A_recovery_key_is_shown_on_the_terminal_alone_and_opens_the_vault()
    {
        using NativeProcess make = NativeProcess.StartOnTerminal(_home.Command() with
        {
            Program = "/bin/sh",
            Arguments = Launched.Bytes(["-c", "\"$0\" recovery --key-file key > out 2>&1; echo ended:$?", Programs.Secrets]),
        });
        string shown = make.Wait().Text;
        Assert.Contains("ended:0", shown, StringComparison.Ordinal);
        string key = Written().Match(shown).Value;
        Assert.NotEqual("", key);
        Assert.Equal("OK\n", File.ReadAllText(Path.Combine(_home.Folder, "out")));
        Assert.Equal(0, _home.Run("lock").ExitCode);

        using (NativeProcess test = Start("recovery", "test"))
        {
            test.WaitFor("Recovery key: ");
            test.Type(key.ToLowerInvariant() + "\r");
            Finished finished = test.Wait();
            Assert.Equal(0, finished.ExitCode);
            Assert.Contains("it opens this vault", finished.Text, StringComparison.Ordinal);
        }
        Assert.Equal(4, _home.Run("get", "A").ExitCode);
        Assert.Equal(2, _home.RunWith(Encoding.UTF8.GetBytes(key[..^1] + "\n"), "recovery", "test").ExitCode);
        Assert.Equal(0, _home.RunWith(Encoding.UTF8.GetBytes(key + "\n"), "unlock", "--recovery").ExitCode);
        Assert.Contains("\"locked\": false", _home.Run("status", "--json").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovery_key_goes_to_standard_output_only_where_that_is_said()
    {
        Finished without = _home.Run("recovery", "--key-file", _home.KeyFile);
        Assert.Equal((2, ""), (without.ExitCode, without.Text));
        Finished with = _home.Run("recovery", "--key-file", _home.KeyFile, "--stdout");
        Assert.Matches($"^{Written()}\n$", with.Text);
        Assert.Equal("", with.Error);
        Assert.Equal(["keyFile", "recovery"], Kinds());
    }

    [Fact]
    public void A_passphrase_is_changed_on_the_terminal_and_through_standard_input()
    {
        Assert.Equal(0, _home.RunWith("first\n"u8.ToArray(), "passphrase", "--key-file", _home.KeyFile, "--passphrase-stdin").ExitCode);
        using (NativeProcess change = Start("passphrase"))
        {
            change.WaitFor("Passphrase: ");
            change.Type("first\r");
            change.WaitFor("New passphrase: ");
            change.Type("second\r");
            change.WaitFor("Once more: ");
            change.Type("second\r");
            Finished finished = change.Wait();
            Assert.Equal(0, finished.ExitCode);
            Assert.EndsWith("OK\r\n", finished.Text, StringComparison.Ordinal);
        }
        Assert.Equal(5, _home.RunWith("first\nthird\n"u8.ToArray(), "passphrase", "--passphrase-stdin").ExitCode);
        Assert.Equal(0, _home.RunWith("second\nthird\n"u8.ToArray(), "passphrase", "--passphrase-stdin").ExitCode);
        Assert.Equal(0, _home.Run("lock").ExitCode);
        Assert.Equal(0, _home.RunWith("third\n"u8.ToArray(), "unlock", "--passphrase-stdin").ExitCode);
    }

    [Fact]
    public void Slots_are_listed_added_and_removed()
    {
        string stick = Path.Combine(_home.Folder, "stick.key");
        Assert.Equal(0, _home.Run("slot", "add", "key-file", stick, "--label", "stick", "--key-file", _home.KeyFile).ExitCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(stick));
        Assert.Equal(32, new FileInfo(stick).Length);
        Finished list = _home.Run("slot", "list");
        Assert.Matches(@"^SLOT +KIND +SET +LAST USED +LABEL\n2 +key file +.* +never\n\d+ +key file +.* +never +stick\n$", list.Text);
        string first = "2";

        Assert.Equal(2, _home.Run("slot", "remove", first, "--key-file", stick).ExitCode);
        Assert.Equal(0, _home.Run("slot", "remove", first, "--key-file", stick, "-y").ExitCode);

        Assert.Equal(5, _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
        Assert.Equal(0, _home.Run("unlock", "--key-file", stick).ExitCode);
        string last = Slots().Single()!["id"]!.ToString();
        Assert.Equal(5, _home.Run("slot", "remove", last, "--key-file", stick, "-y").ExitCode);
        Assert.Equal(3, _home.Run("slot", "remove", "999", "--key-file", stick, "-y").ExitCode);
    }

    private string[] Kinds() => [.. Slots().Select(slot => (string)slot!["source"]!)];

    private JsonArray Slots() => JsonNode.Parse(_home.Run("slot", "list", "--json").Text)!.AsArray();

    private NativeProcess Start(params string[] arguments) => NativeProcess.StartOnTerminal(_home.Command(arguments));

    [GeneratedRegex("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-Z*~$=]", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Written();
}
