using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>A form whose secret somebody else changes meanwhile.</summary>
public sealed class RaceTests
{
    private const string Load = "\u000f";
    private const string Show = "\u0012";
    private const string Save = "\u0013";

    [Fact]
    public void An_edit_that_lost_a_race_can_be_put_above_the_other()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("mine");
        rig.Daemon.Put("hf_token", "theirs", "their words");
        rig.Wait(1).Type(Save);
        Assert.Contains("changed elsewhere to v2", rig.Text, StringComparison.Ordinal);
        Assert.Equal("theirs", rig.Daemon.Value("hf_token"));
        rig.Type(Save);
        Assert.Equal("mine", rig.Daemon.Value("hf_token"));
        Assert.Equal(3, rig.Daemon.Entries.First(entry => entry.Name == "hf_token").Version);
    }

    [Fact]
    public void An_edit_that_lost_a_race_offers_both_versions_and_loses_neither()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("my-value\t\t\u0015my words");
        rig.Daemon.Put("hf_token", "their-value", "their words", ["theirs"]);
        rig.Wait(1).Type(Save);
        rig.Type(Load).Type(Show);
        Assert.Contains("this is theirs, v2; ctrl+o brings yours back", rig.Text, StringComparison.Ordinal);
        Assert.Contains("their-value", rig.Text, StringComparison.Ordinal);
        Assert.Contains("their words", rig.Text, StringComparison.Ordinal);
        rig.Type(Load);
        Assert.Contains("my-value", rig.Text, StringComparison.Ordinal);
        Assert.Contains("my words", rig.Text, StringComparison.Ordinal);
        Assert.Contains("ctrl+o shows theirs", rig.Text, StringComparison.Ordinal);
        rig.Type(Load).Type("-2").Type(Load).Type(Load);
        Assert.Contains("their-value-2", rig.Text, StringComparison.Ordinal);
        rig.Type(Save);
        SecretEntry saved = rig.Daemon.Entries.First(entry => entry.Name == "hf_token");
        Assert.Equal(("their-value-2", "their words", 3), (rig.Daemon.Value("hf_token"), saved.Description, saved.Version));
    }

    [Theory]
    [InlineData("nhalf a na\e", "esc once more")]
    [InlineData("jemine\u0002\u0013", "ctrl+o shows")]
    public void What_the_whole_form_has_to_say_is_seen_on_the_smallest_screen(string keys, string expected)
    {
        using ScreenRig rig = new(40, 12);
        string[] parts = keys.Split('\u0002');
        rig.Type(parts[0]);
        if (parts.Length > 1)
            rig.Daemon.Put("hf_token", "theirs");
        rig.Type(parts[^1]);
        Assert.Contains(expected, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Theirs_is_kept_instead_of_ones_own_only_when_told_twice()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("mine");
        rig.Daemon.Put("hf_token", "theirs");
        rig.Wait(1).Type(Save).Type(Load).Type(Save);
        Assert.Contains("ctrl+s once more keeps theirs and throws yours away", rig.Text, StringComparison.Ordinal);
        rig.Type(Load).Type(Load);
        Assert.DoesNotContain("once more", rig.Text, StringComparison.Ordinal);
        rig.Type(Save).Type(Save);
        Assert.DoesNotContain("Edit hf_token", rig.Text, StringComparison.Ordinal);
        Assert.Equal(("theirs", 2), (rig.Daemon.Value("hf_token"), rig.Daemon.Entries.First(entry => entry.Name == "hf_token").Version));
    }

    [Fact]
    public void A_new_name_that_somebody_else_took_meanwhile_is_not_lost_either()
    {
        using ScreenRig rig = new();
        rig.Type("nfresh\tmine");
        // The list is read at most ten times a second: of the second one the screen does not know yet.
        rig.Daemon.Put("other", "x");
        rig.Pump();
        rig.Daemon.Put("fresh", "theirs");
        rig.Type(Save).Type(Load).Type(Show);
        Assert.Contains("theirs", rig.Text, StringComparison.Ordinal);
        rig.Type(Load).Type("\e[Z2").Type(Save);
        Assert.Equal(("mine", "theirs"), (rig.Daemon.Value("fresh2"), rig.Daemon.Value("fresh")));
    }

    [Fact]
    public void What_was_typed_comes_back_after_a_look_at_what_is_stored()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("typed").Type(Load).Type(Show);
        Assert.Contains("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
        rig.Type(Load);
        Assert.Contains("typed", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
        rig.Type(Load).Type(Save);
        Assert.Equal(("hf_abcdefghij", 1), (rig.Daemon.Value("hf_token"), rig.Daemon.Entries.First(entry => entry.Name == "hf_token").Version));
    }

    [Fact]
    public void A_stored_value_that_is_emptied_is_saved_empty()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type(Load).Type("\u0015").Type(Save);
        Assert.Equal("", rig.Daemon.Value("hf_token"));
    }

    [Fact]
    public void One_that_a_base_still_has_counts_as_deleted_here()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.AddEnvironment("default", "base");
            daemon.AddEnvironment("default", "default", "base");
            daemon.PutBytes("hf_token", "base"u8.ToArray(), scope: new SecretScope("default", "base"));
        });
        rig.Type("je").Type("mine");
        rig.Daemon.Remove("hf_token");
        rig.Wait(1).Type(Save);
        Assert.Contains("deleted elsewhere meanwhile", rig.Text, StringComparison.Ordinal);
        rig.Type(Save);
        Assert.Equal("mine", rig.Daemon.Value("hf_token"));
    }

    [Fact]
    public void An_edit_of_what_was_deleted_elsewhere_can_make_it_anew()
    {
        using ScreenRig rig = new();
        rig.Type("je").Type("mine");
        rig.Daemon.Remove("hf_token");
        rig.Wait(1).Type(Save);
        Assert.Contains("deleted elsewhere meanwhile", rig.Text, StringComparison.Ordinal);
        rig.Type(Save);
        Assert.Equal("mine", rig.Daemon.Value("hf_token"));
    }
}
