using System.Text;
using Secrets.Tui.Views;
using Xunit;

namespace Secrets.Tests.Tui.Views;

public sealed class RevealTests
{
    [Fact]
    public void A_value_never_leaves_unless_it_is_revealed()
    {
        string[] values = ["postgres://app:s3cret@db/app", "hf_abcdefghij", "MIIEvQIBADAN", "typed-by-hand-42", "pasted-by-hand-43"];
        using ScreenRig rig = new();
        rig.Type("jjk\r\e").Type("e").Type("typed-by-hand-42\t\t\t\u0013").Type("n").Type("another\t").Paste("pasted-by-hand-43").Type("\u0013")
            .Type("d").Type("\e").Type("?").Type("\e").Type(":").Type("\e").Type("/t\e").Type("L").Type("u").Type("correct horse\r").Type("p\e")
            .Type(" *\e").Type("s\e").Type("I\e").Type("x\e")
            .Type("m\e").Type("c\e").Type("M\e").Type("h\r\e").Type("v\e").Type("f/nowhere/.env\r").Type("\0\r").Type("\e").Type("\e");
        rig.Terminal.Resize(40, 12);
        rig.Pump();
        rig.Type("j\r\e").Type("e").Type("\e");
        Assert.Equal("typed-by-hand-42", rig.Daemon.Value("hf_token"));
        Assert.Equal("pasted-by-hand-43", rig.Daemon.Value("another"));
        Assert.All(values, value =>
        {
            Assert.DoesNotContain(value, rig.Terminal.Raw, StringComparison.Ordinal);
            Assert.DoesNotContain(value[..8], rig.Terminal.Raw, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), rig.Terminal.Raw, StringComparison.Ordinal);
        });
        rig.Terminal.Resize(120, 36);
        rig.Type("gr");
        Assert.Contains("pasted-by-hand-43", rig.Terminal.Raw + rig.Type("j").Type("r").Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void It_hides_itself_after_fifteen_seconds()
    {
        using ScreenRig rig = new();
        rig.Type("jr");
        Assert.Contains("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
        Assert.Contains("shown for 15 s", rig.Text, StringComparison.Ordinal);
        rig.Wait(14);
        Assert.Contains("shown for 1 s", rig.Text, StringComparison.Ordinal);
        rig.Wait(1);
        Assert.DoesNotContain("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
        Assert.Null(rig.Loop.UntilNext);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("\e")]
    [InlineData("j")]
    [InlineData("/tls")]
    [InlineData("L")]
    [InlineData("\e[<65;5;5M")]
    public void A_key_away_from_it_hides_it(string keys)
    {
        using ScreenRig rig = new();
        rig.Type("jr").Type(keys);
        Assert.DoesNotContain("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
        Assert.Null(rig.Model.Reveal.Value);
    }

    [Fact]
    public void A_change_a_lock_and_the_death_of_the_daemon_hide_it()
    {
        using ScreenRig rig = new();
        rig.Type("jr");
        rig.Daemon.Put("hf_token", "new-value");
        rig.Wait(1);
        Assert.Null(rig.Model.Reveal.Value);
        rig.Type("r");
        rig.Daemon.SetLocked(true);
        rig.Pump();
        Assert.Null(rig.Model.Reveal.Value);
        rig.Daemon.SetLocked(false);
        rig.Pump();
        rig.Type("r");
        Assert.NotNull(rig.Model.Reveal.Value);
        rig.Daemon.Die();
        rig.Pump();
        Assert.Null(rig.Model.Reveal.Value);
        Assert.DoesNotContain("new-value", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_arrives_after_the_person_has_moved_on_is_not_shown()
    {
        using ScreenRig rig = new();
        TaskCompletionSource hold = new();
        rig.Daemon.Hold = hold;
        rig.Type("jr").Type("r");
        rig.Type("\e");
        rig.Daemon.Hold = null;
        hold.SetResult();
        rig.Pump();
        Thread.Sleep(20);
        rig.Pump();
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_vault_asks_for_the_passphrase_and_goes_on()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.IsLocked = true;
        });
        rig.Type("jr");
        Assert.Contains("Unlock the vault", rig.Text, StringComparison.Ordinal);
        rig.Type("correct horse\r");
        Assert.Contains("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_only_secret_is_not_shown()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.Put("sealed", "top-secret", writeOnly: true));
        Assert.Contains("run only", rig.Text, StringComparison.Ordinal);
        rig.Type("r");
        Assert.Contains("sealed is write-only", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_lines_are_shown_as_lines_and_bytes_that_are_no_text_as_hex()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            daemon.Put("a_key", "-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n");
            daemon.PutBytes("binary", [0xff, 0x00, 0x7f, 0x80]);
        });
        rig.Type("r");
        (int x, int y) = rig.Find("-----BEGIN KEY-----");
        Assert.Equal((x, y + 1), rig.Find("MIIEvQIBADAN"));
        rig.Type("jr");
        Assert.Contains("ff007f80", rig.Text, StringComparison.Ordinal);
        Assert.Contains("no text, shown as hex", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_and_direction_characters_of_data_never_reach_the_terminal()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.Put("evil", "\e]0;owned\a\u202eabc", "\e[2J\u202egnp.exe", ["\u0007"]));
        // The terminal under test fails on every control character and on every sequence that the screen kit does not send itself.
        rig.Type("r");
        Assert.Contains("␛]0;owned␇", rig.Text, StringComparison.Ordinal);
        Assert.Contains("␛[2J", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", rig.Terminal.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]0;", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_small_screen_it_is_shown_in_the_details()
    {
        using ScreenRig rig = new(40, 12);
        rig.Type("j\rr");
        Assert.Contains("hf_abcdefghij", rig.Text, StringComparison.Ordinal);
        rig.Type("\e");
        Assert.Null(rig.Model.Reveal.Value);
    }

    [Fact]
    public void A_very_long_value_does_not_keep_the_screen_busy()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.Put("long", new string('x', 1 << 20)));
        rig.Type("r");
        Assert.Contains("xxxxxxxxxx", rig.Text, StringComparison.Ordinal);
        Assert.Contains("enter shows all", rig.Text, StringComparison.Ordinal);
        Assert.Contains(SecretsTable.Mask, rig.Text, StringComparison.Ordinal);
    }
}
