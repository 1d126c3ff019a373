using System.Text.RegularExpressions;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>What opens the vault, on the screen.</summary>
public sealed class AccessTests
{
    private const string RecoveryKey = "0123-4567-89AB";

    [Fact]
    public void K_tells_each_way_to_open_the_vault_and_when_it_was_used()
    {
        using ScreenRig rig = Several();
        rig.Type("K");
        Assert.Matches(@"› 2 +passphrase +set 9d ago +used 1h ago", rig.Text);
        Assert.Matches(@"7 +key file +set 3d ago +never used +stick", rig.Text);
        Assert.Contains("no recovery key", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("oken", rig.Text.Split("What opens")[1].Split("any one")[0].Replace("hf_token", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_passphrase_is_changed_by_who_knows_it()
    {
        using ScreenRig rig = Several();
        rig.Type("Kp").Type("wrong\rnew horse\rnew horse\r");
        Assert.Contains("✗ wrong passphrase", rig.Text, StringComparison.Ordinal);
        Assert.Equal("correct horse", rig.Daemon.Passphrase);
        rig.Type("\u001b").Type("p").Type("correct horse\rnew horse\rold horse\r");
        Assert.Contains("✗ the two differ", rig.Text, StringComparison.Ordinal);
        rig.Type("\u0015new horse\r");
        Assert.Equal("new horse", rig.Daemon.Passphrase);
        Assert.DoesNotContain("new horse", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_removed_after_its_label_was_typed_and_the_passphrase_given()
    {
        using ScreenRig rig = Several();
        rig.Type("Kjd").Type("stock\rcorrect horse\r");
        Assert.Contains("✗ type stick first", rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Daemon.Slots.Count);
        rig.Type("\u001b").Type("d").Paste("stick").Type("\rcorrect horse\r");
        Assert.Equal(2, rig.Daemon.Slots.Count);
        rig.Type("\u001b").Type("d").Type("stick\rcorrect horse\r");
        Assert.Equal([2L], rig.Daemon.Slots.Select(slot => slot.Id));
        Assert.DoesNotContain("stick", rig.Text, StringComparison.Ordinal);
        rig.Type("d");
        Assert.Contains("✗ the last way to open the vault cannot be removed", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovery_key_is_shown_once()
    {
        using ScreenRig rig = Several();
        rig.Type("Kn").Type("correct horse\r");
        Assert.Contains(RecoveryKey, rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.DoesNotContain(RecoveryKey, rig.Text, StringComparison.Ordinal);
        Assert.Contains("recovery key", rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Slots.Count);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(40, 12)]
    [InlineData(30, 8)]
    public void All_of_a_recovery_key_is_seen_however_small_the_screen(int width, int height)
    {
        const string Whole = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123-4567-89AB-CDEF-GHJK-M";
        using ScreenRig rig = Several(width, height);
        rig.Daemon.RecoveryKey = Whole;
        rig.Type("Kn").Type("correct horse\r");
        Assert.Contains(Whole, string.Concat(Regex.Matches(rig.Text, @"\b([0-9A-Z]{4}-)+([0-9A-Z]+\b)?", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_passphrase_opens_the_vault_the_command_line_is_named()
    {
        using ScreenRig rig = Several();
        rig.Daemon.Slots.RemoveAt(0);
        rig.Type("Kp");
        Assert.Contains("✗ no passphrase opens this vault: secrets passphrase", rig.Text, StringComparison.Ordinal);
    }

    private static ScreenRig Several(int width = 120, int height = 36) => new(width, height, prepare: daemon =>
    {
        ScreenRig.Usual(daemon);
        daemon.RecoveryKey = RecoveryKey;
        daemon.Slots.Add(new SlotEntry(2, KeySource.Passphrase, daemon.Now.AddDays(-9), daemon.Now.AddHours(-1)));
        daemon.Slots.Add(new SlotEntry(7, KeySource.KeyFile, daemon.Now.AddDays(-3), Label: "stick"));
    });
}
