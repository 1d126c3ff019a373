using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

public sealed class FormTests
{
    private const string Save = "\u0013";

    [Fact]
    public void A_new_secret_is_written_with_all_that_was_filled_in()
    {
        using ScreenRig rig = new();
        rig.Type("n").Type("new_one\r").Type("v4lue\r").Type("\r").Type("what it is for\r").Type("one, two\r").Type("30d\r").Type(" \r").Type("\r");
        Assert.Contains("new_one saved", rig.Text, StringComparison.Ordinal);
        SecretEntry saved = rig.Daemon.Entries.First(entry => entry.Name == "new_one");
        Assert.Equal("v4lue", rig.Daemon.Value("new_one"));
        Assert.Equal("what it is for", saved.Description);
        Assert.Equal(["one", "two"], saved.Tags);
        Assert.True(saved.WriteOnly);
        Assert.Equal(30, Math.Round((saved.ExpiresAt!.Value - rig.Clock.GetUtcNow()).TotalDays));
        Assert.Contains("new_one", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pasted_value_keeps_every_byte_and_says_its_size()
    {
        const string Value = "-----BEGIN KEY-----\nMIIE\tvQ\n-----END KEY-----\nlast";
        using ScreenRig rig = new();
        rig.Type("nkey\t").Paste(Value.Replace('\n', '\r'));
        Assert.Contains($"{Value.Length} characters, 4 lines", rig.Text, StringComparison.Ordinal);
        rig.Type(Save);
        Assert.Equal(Value, rig.Daemon.Value("key"));
    }

    [Fact]
    public void White_space_at_the_end_earns_a_warning()
    {
        using ScreenRig rig = new();
        rig.Type("nkey\t").Paste("value\n");
        Assert.Contains("! 6 characters, and ends in white space", rig.Text, StringComparison.Ordinal);
        rig.Type("\u007f");
        Assert.Contains("5 characters", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("white space", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paste_onto_the_list_begins_a_new_secret_with_it()
    {
        using ScreenRig rig = new();
        rig.Paste("pasted-value");
        Assert.Contains("New secret", rig.Text, StringComparison.Ordinal);
        rig.Type("name" + Save);
        Assert.Equal("pasted-value", rig.Daemon.Value("name"));
    }

    [Theory]
    [InlineData("", "v", "a name is needed")]
    [InlineData("a b", "v", "letters, digits")]
    [InlineData(".hidden", "v", "letters, digits")]
    [InlineData("hf_token", "v", "there is one of this name")]
    [InlineData("good", "", "a value is needed")]
    public void What_is_wrong_is_said_below_the_field_and_nothing_is_written(string name, string value, string error)
    {
        using ScreenRig rig = new();
        rig.Type("n" + name + "\t" + value + Save);
        Assert.Contains(error, rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Entries.Count());
    }

    [Fact]
    public void A_wrong_expiry_says_how_it_is_written()
    {
        using ScreenRig rig = new();
        rig.Type("ngood\tv\t\t\t\tsoon" + Save);
        Assert.Contains("'soon' is no time", rig.Text, StringComparison.Ordinal);
        rig.Type("\u00152020-01-01" + Save);
        Assert.Contains("has passed", rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Entries.Count());
    }

    [Fact]
    public void What_was_typed_as_the_value_shows_only_when_asked()
    {
        using ScreenRig rig = new();
        rig.Type("nname\thunter2");
        Assert.DoesNotContain("hunter2", rig.Terminal.Raw, StringComparison.Ordinal);
        rig.Type("\u0012");
        Assert.Contains("hunter2", rig.Text, StringComparison.Ordinal);
        rig.Type("\u0012");
        Assert.DoesNotContain("hunter2", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_asks_before_it_throws_away_what_was_typed()
    {
        using ScreenRig rig = new();
        rig.Type("nname").Type("\e");
        Assert.Contains("esc once more throws away", rig.Text, StringComparison.Ordinal);
        rig.Type("x");
        Assert.DoesNotContain("esc once more", rig.Text, StringComparison.Ordinal);
        Assert.Contains("namex", rig.Text, StringComparison.Ordinal);
        rig.Type("\e").Type("\e");
        Assert.DoesNotContain("New secret", rig.Text, StringComparison.Ordinal);
        rig.Type("n").Type("\e");
        Assert.DoesNotContain("New secret", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_changes_and_the_value_stays()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("\t\t\u0015for training\tgpu").Type(Save);
        Assert.Contains("hf_token saved", rig.Text, StringComparison.Ordinal);
        SecretEntry saved = rig.Daemon.Entries.First(entry => entry.Name == "hf_token");
        Assert.Equal("for training", saved.Description);
        Assert.Equal(["ml", "cigpu"], saved.Tags);
        Assert.Equal((1, 1), (saved.Version, rig.Daemon.EditedWithoutValue));
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hf_token"));
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stored_value_can_be_loaded_and_changed()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("\u000f");
        Assert.Contains("13 characters", rig.Text, StringComparison.Ordinal);
        rig.Type("-x" + Save);
        Assert.Equal("hf_abcdefghij-x", rig.Daemon.Value("hf_token"));
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_text_is_not_edited_here()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.PutBytes("binary", [0xff, 0xfe]));
        rig.Type("e\u000f");
        Assert.Contains("the value is no text", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_deleted_after_its_exact_name_was_typed()
    {
        using ScreenRig rig = new();
        rig.Type("jd").Type("hf_toke\r");
        Assert.Contains("not yet the name", rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Entries.Count());
        rig.Type("n");
        Assert.Contains("enter deletes it", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Contains("hf_token deleted", rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Daemon.Entries.Count());
    }

    [Fact]
    public void A_pasted_name_deletes_nothing()
    {
        using ScreenRig rig = new();
        rig.Type("jd").Paste("hf_token").Type("\r");
        Assert.Equal(3, rig.Daemon.Entries.Count());
        Assert.Contains("typed, not pasted", rig.Text, StringComparison.Ordinal);
        rig.Type("\e");
        Assert.DoesNotContain("Delete a secret", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_are_reached_by_tab_arrows_and_the_mouse()
    {
        using ScreenRig rig = new();
        rig.Type("n").Type("\t\t\t").Type("by tab").Type("\e[A\e[A\e[A").Type("name").Click("words, separated").Type("by mouse").Click("[ ] for runs").Type(Save);
        Assert.Contains("a value is needed", rig.Text, StringComparison.Ordinal);
        Assert.Contains("by tab", rig.Text, StringComparison.Ordinal);
        Assert.Contains("by mouse", rig.Text, StringComparison.Ordinal);
        Assert.Contains("[x]", rig.Text, StringComparison.Ordinal);
    }
}
