using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>What was, what is staged, and the way back.</summary>
public sealed class VersionTests
{
    [Fact]
    public void H_shows_every_version_and_no_value()
    {
        using ScreenRig rig = Changed();
        rig.Type("jh");
        Assert.Contains("History of hf_token", rig.Text, StringComparison.Ordinal);
        Assert.Matches(@"› v3\s+live", rig.Text);
        Assert.Matches(@"  v1\s+\d+", rig.Text);
        Assert.DoesNotContain("third-value", rig.Terminal.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("second-value", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_is_brought_back_by_enter_twice_as_a_new_one()
    {
        using ScreenRig rig = Changed();
        rig.Type("jh").Type("jj\r");
        Assert.Contains("enter once more makes the value of v1 a new version, v4", rig.Text, StringComparison.Ordinal);
        Assert.Equal("third-value", rig.Daemon.Value("hf_token"));
        rig.Type("k").Type("j\r");
        Assert.Equal("third-value", rig.Daemon.Value("hf_token"));
        rig.Type("\r");
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hf_token"));
        Assert.Contains("hf_token: v1 is back as v4; z takes that back", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void The_live_version_is_not_brought_back()
    {
        using ScreenRig rig = Changed();
        rig.Type("jh\r\r");
        Assert.Contains("✗ this one is live already", rig.Text, StringComparison.Ordinal);
        Assert.Equal("third-value", rig.Daemon.Value("hf_token"));
    }

    [Fact]
    public void A_rollback_while_locked_asks_for_the_passphrase_and_goes_on()
    {
        using ScreenRig rig = Changed();
        rig.Daemon.SetLocked(true);
        rig.Type("jh").Type("j\r\r");
        Assert.Contains("Unlock the vault", rig.Text, StringComparison.Ordinal);
        rig.Type("correct horse\r");
        Assert.Equal("second-value", rig.Daemon.Value("hf_token"));
    }

    [Fact]
    public void What_is_staged_is_told_and_deployed_at_once()
    {
        using ScreenRig rig = Staged();
        Assert.Contains("3 staged", rig.Text, StringComparison.Ordinal);
        rig.Type("v");
        Assert.Matches(@"~ hf_token\s+v1 → v2\s+••••••••", rig.Text);
        Assert.Matches(@"\+ fresh\s+new, v1", rig.Text);
        Assert.Matches(@"- tls_key\s+v1 removed", rig.Text);
        rig.Type("D");
        Assert.Contains("3 secrets deployed", rig.Text, StringComparison.Ordinal);
        Assert.Equal(["DATABASE_URL", "fresh", "hf_token"], rig.Daemon.Entries.Select(entry => entry.Name));
        Assert.DoesNotContain("staged", rig.Wait(9).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("staged-value", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_staged_is_discarded_at_once()
    {
        using ScreenRig rig = Staged();
        rig.Type("vX");
        Assert.Contains("3 secrets discarded", rig.Text, StringComparison.Ordinal);
        Assert.Equal(["DATABASE_URL", "hf_token", "tls_key"], rig.Daemon.Entries.Select(entry => entry.Name));
        Assert.All(rig.Daemon.Entries, entry => Assert.Equal("live", entry.Status));
        rig.Wait(9).Type("v");
        Assert.Contains("nothing is staged", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_z_takes_the_last_change_back_and_a_capital_one_makes_it_again()
    {
        using ScreenRig rig = new();
        rig.Type("jd").Type("hf_token\r");
        Assert.Equal(2, rig.Daemon.Entries.Count());
        rig.Type("z");
        Assert.Contains("undone: delete of hf_token; Z does it again", rig.Text, StringComparison.Ordinal);
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hf_token"));
        rig.Type("z");
        Assert.Contains("✗ the last change of default/default is undone already", rig.Text, StringComparison.Ordinal);
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hf_token"));
        rig.Type("Z");
        Assert.Contains("done again: delete of hf_token", rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Daemon.Entries.Count());
        rig.Type("Z");
        Assert.Contains("✗ nothing was undone last", rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Daemon.Entries.Count());
        rig.Type("z");
        Assert.Equal(3, rig.Daemon.Entries.Count());
    }

    [Fact]
    public void Where_there_is_nothing_to_undo_it_says_so()
    {
        using ScreenRig rig = new();
        rig.Type("z");
        Assert.Contains("✗ there is nothing to undo", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_and_a_form_can_be_undone_too()
    {
        using ScreenRig rig = new();
        rig.Type("nfresh\tv4lue\u0013").Type("z");
        Assert.DoesNotContain("fresh", rig.Daemon.Entries.Select(entry => entry.Name));
    }

    private static ScreenRig Changed()
    {
        ScreenRig rig = new();
        rig.Daemon.Put("hf_token", "second-value");
        rig.Daemon.Put("hf_token", "third-value");
        rig.Wait(1);
        return rig;
    }

    /// <summary>One changed, one new, one to be removed, each by the screen.</summary>
    private static ScreenRig Staged()
    {
        ScreenRig rig = new();
        rig.Type("je").Type("staged-value\t\t\t\t\t\t \u0013");
        rig.Type("nfresh\tstaged-value\t\t\t\t\t\t \u0013");
        rig.Type("Gd").Type("tls_key\t \r").Wait(9);
        return rig;
    }
}
