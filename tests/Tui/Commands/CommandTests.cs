using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

public sealed class CommandTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void A_value_is_printed_as_it_is()
    {
        _world.Daemon.Values["A"] = [0, 0xff, 10, 65];
        Assert.Equal(0, _world.Run("get", "A"));
        Assert.Equal([0, 0xff, 10, 65], _world.Output);
    }

    [Fact]
    public void A_newline_is_added_on_a_terminal_only()
    {
        _world.Daemon.Add("A", "v");
        _world.OnTerminal = true;
        Assert.Equal(0, _world.Run("get", "A"));
        Assert.Equal("v\n", _world.Text);
    }

    [Fact]
    public void Several_values_need_json()
    {
        _world.Daemon.Add("A", "ü\"");
        _world.Daemon.Values["B"] = [0xff];
        Assert.Equal(2, _world.Run("get", "A", "B"));
        Assert.Equal("", _world.Text);
        Assert.Equal(0, _world.Run("get", "A", "B", "--json"));
        Assert.Equal("""{"A":"ü\"","B":{"base64":"/w=="}}""", string.Concat(_world.Text.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void The_list_is_a_table_without_a_value()
    {
        _world.Daemon.Add("alpha", "VALUE", "first");
        _world.Daemon.Add("much_longer_name", "VALUE");
        Assert.Equal(0, _world.Run("list"));
        Assert.Equal(
            """
            NAME              DIGEST            STATUS  UPDATED        DESCRIPTION
            alpha             0123456789abcdef  live    5 minutes ago  first
            much_longer_name  0123456789abcdef  live    5 minutes ago

            """,
            _world.Text);
    }

    [Fact]
    public void A_description_cannot_steer_the_terminal_and_is_cut_to_its_width()
    {
        _world.Daemon.Add("a", "v", "red \x1b[31m \u202e " + new string('x', 100));
        _world.OnTerminal = true;
        Assert.Equal(0, _world.Run("ls"));
        Assert.DoesNotContain('\x1b', _world.Text);
        Assert.DoesNotContain('\u202e', _world.Text);
        Assert.All(_world.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Json_has_every_field_always()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(0, _world.Run("list", "--json"));
        Assert.Equal(
            """
            [
              {
                "name": "a",
                "digest": "0123456789abcdef0123456789abcdef",
                "status": "live",
                "version": 1,
                "createdAt": "2026-11-18T12:00:00+00:00",
                "updatedAt": "2026-11-21T11:55:00+00:00",
                "description": null,
                "tags": [],
                "writeOnly": false,
                "template": false,
                "references": [],
                "expiresAt": null
              }
            ]

            """,
            _world.Text);
    }

    [Fact]
    public void An_empty_list_prints_nothing_on_standard_output()
    {
        Assert.Equal(0, _world.Run("list"));
        Assert.Equal("", _world.Text);
        Assert.Contains("note: there are no secrets in default/default", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_tells_all_but_the_value()
    {
        _world.Daemon.Add("a", "VALUE", "what for");
        Assert.Equal(0, _world.Run("show", "a"));
        Assert.Contains("what for", _world.Text, StringComparison.Ordinal);
        Assert.Contains("2026-11-18 12:00:00 UTC (3 days ago)", _world.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("VALUE", _world.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Delete_asks_as_dstack_does()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(1, _world.Answering("n").Run("delete", "a"));
        Assert.Equal(["Delete the secret a? [y/n]: "], _world.Prompt.Asked);
        Assert.Equal(0, _world.Answering("what?", "Y").Run("delete", "a"));
        Assert.Equal("OK\n", _world.Text);
        Assert.Empty(_world.Daemon.Values);
    }

    [Fact]
    public void Delete_of_several_is_one_question_and_one_call()
    {
        _world.Daemon.Add("a", "v");
        _world.Daemon.Add("b", "v");
        Assert.Equal(0, _world.Answering("y").Run("rm", "a", "b"));
        Assert.Equal(["Delete the secrets a, b? [y/n]: "], _world.Prompt.Asked);
        Assert.Single(_world.Daemon.Deletes);
    }

    [Fact]
    public void Delete_asks_nobody_about_what_is_not_there()
    {
        Assert.Equal(3, _world.Answering("y").Run("delete", "a"));
        Assert.Empty(_world.Prompt.Asked);
    }

    [Fact]
    public void Delete_without_a_person_needs_a_yes()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(2, _world.Run("delete", "a"));
        Assert.Equal(0, _world.Run("delete", "a", "-y"));
    }

    [Fact]
    public void Unset_does_not_ask()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(0, _world.Answering().Run("unset", "a"));
        Assert.Empty(_world.Prompt.Asked);
    }

    [Fact]
    public void A_locked_vault_is_unlocked_on_the_way()
    {
        _world.Daemon.Add("a", "v");
        _world.Daemon.Locked = true;
        Assert.Equal(0, _world.Answering("wrong", "correct horse").Run("get", "a"));
        Assert.Equal(["Passphrase: ", "Passphrase: "], _world.Prompt.Asked);
        Assert.Equal("v", _world.Text);
    }

    [Fact]
    public void Three_wrong_passphrases_are_enough()
    {
        _world.Daemon.Locked = true;
        Assert.Equal(5, _world.Answering("a", "b", "c", "d").Run("get", "a"));
        Assert.Equal(3, _world.Prompt.Asked.Count);
    }

    [Fact]
    public void A_locked_vault_is_code_4_where_nobody_can_be_asked()
    {
        _world.Daemon.Locked = true;
        Assert.Equal(4, _world.Run("get", "a"));
        Assert.Equal("secrets: error: the vault is locked\nsecrets: hint: secrets unlock\n", _world.Error);
        Assert.Equal(4, _world.Answering("correct horse").Run("get", "a", "--no-input"));
    }

    [Fact]
    public void The_first_command_offers_to_make_the_vault()
    {
        _world.Daemon.Initialized = false;
        Assert.Equal(0, _world.Answering("", "new", "new").Run("set", "A=1"));
        Assert.Equal("There is no vault yet. Make one now? [Y/n]: ", _world.Prompt.Asked[0]);
        Assert.Equal(("new", true), (_world.Daemon.Passphrase, _world.Daemon.Values.ContainsKey("A")));
    }

    [Fact]
    public void An_offer_that_is_declined_changes_nothing()
    {
        _world.Daemon.Initialized = false;
        Assert.Equal(3, _world.Answering("n").Run("set", "A=1"));
        Assert.Contains("hint: secrets init", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_asks_until_both_are_the_same()
    {
        _world.Daemon.Initialized = false;
        Assert.Equal(0, _world.Answering("one", "two", "", "one", "one").Run("init"));
        Assert.Equal("one", _world.Daemon.Passphrase);
    }

    [Fact]
    public void Init_asks_for_no_passphrase_where_there_is_a_vault()
    {
        Assert.Equal(6, _world.Answering("a", "a").Run("init"));
        Assert.Empty(_world.Prompt.Asked);
    }

    [Theory]
    [InlineData("pass phrase\n", "pass phrase")]
    [InlineData("pass phrase\r\n", "pass phrase")]
    [InlineData("pass phrase", "pass phrase")]
    [InlineData(" two\n\n", " two\n")]
    public void A_passphrase_from_standard_input_loses_its_final_newline_only(string input, string passphrase)
    {
        _world.Daemon.Initialized = false;
        _world.Input = Encoding.UTF8.GetBytes(input);
        Assert.Equal(0, _world.Run("init", "--passphrase-stdin"));
        Assert.Equal(passphrase, _world.Daemon.Passphrase);
    }

    [Fact]
    public void Lock_starts_no_daemon()
    {
        _world.Daemon.Running = false;
        Assert.Equal(0, _world.Run("lock"));
        Assert.False(_world.Daemon.Running);
    }

    [Fact]
    public void Daemon_status_starts_none_and_ends_with_7()
    {
        _world.Daemon.Running = false;
        Assert.Equal(7, _world.Run("daemon", "status"));
        Assert.False(_world.Daemon.Running);
    }

    [Fact]
    public void Status_is_for_people_and_for_programs()
    {
        Assert.Equal(0, _world.Run("status", "-p", "llm"));
        Assert.StartsWith("vault   unlocked, locks in 1 hour\nscope   llm/default\n", _world.Text, StringComparison.Ordinal);
        Assert.Equal(0, _world.Run("status", "--json"));
        Assert.Contains("\"locked\": false", _world.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorCode.Failure, 1)]
    [InlineData(ErrorCode.Invalid, 2)]
    [InlineData(ErrorCode.NotFound, 3)]
    [InlineData(ErrorCode.Locked, 4)]
    [InlineData(ErrorCode.Refused, 5)]
    [InlineData(ErrorCode.Conflict, 6)]
    [InlineData(ErrorCode.Unreachable, 7)]
    [InlineData(ErrorCode.Damaged, 8)]
    public void A_failed_call_ends_with_the_number_of_its_code(ErrorCode code, int expected)
    {
        _world.Daemon.Fails = new SecretsException(code, "it failed");
        Assert.Equal(expected, _world.Run("list"));
        Assert.Equal(expected, _world.Run("set", "A=1"));
        Assert.Equal(expected, _world.Run("unset", "A"));
        Assert.Equal(125, _world.Run("run", "true"));
    }
}
