using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

public sealed class StateTests
{
    [Fact]
    public void Without_a_secret_it_says_how_to_make_one()
    {
        using ScreenRig rig = new(prepare: _ => { });
        Assert.Contains("No secrets yet", rig.Text, StringComparison.Ordinal);
        Assert.Contains("n makes the first", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_daemon_starts_it_says_so_and_keys_are_taken()
    {
        TaskCompletionSource hold = new();
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.Hold = hold;
        });
        Assert.Contains("Connecting to the daemon…", rig.Text, StringComparison.Ordinal);
        rig.Type("?");
        Assert.Contains("Read the list again", rig.Text, StringComparison.Ordinal);
        rig.Type("\e");
        rig.Daemon.Hold = null;
        hold.SetResult();
        rig.Until(() => rig.Text.Contains("hf_token", StringComparison.Ordinal));
    }

    [Fact]
    public void A_filter_that_lets_nothing_through_says_how_to_see_all_again()
    {
        using ScreenRig rig = new();
        rig.Type("/zzz");
        Assert.Contains("Nothing matches zzz", rig.Text, StringComparison.Ordinal);
        Assert.Contains("esc shows all again", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_daemon_that_never_answered_is_away_and_R_starts_it()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.Failure = new SecretsException(ErrorCode.Unreachable, "the daemon could not be started");
        });
        Assert.Contains("The daemon does not answer", rig.Text, StringComparison.Ordinal);
        Assert.Contains("the daemon could not be started", rig.Text, StringComparison.Ordinal);
        rig.Daemon.Failure = null;
        rig.Type("R");
        Assert.Contains("hf_token", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_daemon_dies_and_comes_back_nothing_that_was_typed_is_lost()
    {
        using ScreenRig rig = new();
        rig.Type("nnew_one\tsecret value\t\tsome words");
        rig.Daemon.Die();
        rig.Wait(5);
        Assert.Contains("✗ daemon away", rig.Text, StringComparison.Ordinal);
        rig.Type("\u0013");
        Assert.Contains("the daemon does not answer", rig.Text, StringComparison.Ordinal);
        // In a form that key would only be a letter.
        Assert.DoesNotContain("R starts it", rig.Text, StringComparison.Ordinal);
        Assert.Contains("some words", rig.Text, StringComparison.Ordinal);
        rig.Daemon.IsRunning = true;
        rig.Wait(2);
        Assert.Contains("● unlocked", rig.Text, StringComparison.Ordinal);
        rig.Type("\u0013");
        Assert.Contains("new_one saved", rig.Text, StringComparison.Ordinal);
        Assert.Equal("secret value", rig.Daemon.Value("new_one"));
    }

    [Fact]
    public void The_list_stays_while_the_daemon_is_away()
    {
        using ScreenRig rig = new();
        rig.Daemon.Die();
        rig.Wait(1);
        Assert.Contains("hf_token", rig.Text, StringComparison.Ordinal);
        Assert.Contains("the daemon went away", rig.Text, StringComparison.Ordinal);
        rig.Type("r");
        Assert.Contains("the daemon does not answer: it is looked for every second; R starts it", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_vault_i_makes_one()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.IsInitialized = false);
        Assert.Contains("There is no vault yet", rig.Text, StringComparison.Ordinal);
        Assert.Contains("○ no vault", rig.Text, StringComparison.Ordinal);
        rig.Type("i").Type("s3same open\r").Type("s3same\r");
        Assert.Contains("the two differ", rig.Text, StringComparison.Ordinal);
        rig.Type(" open");
        Assert.Contains("the two are the same", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Contains("No secrets yet", rig.Text, StringComparison.Ordinal);
        Assert.Contains("● unlocked", rig.Text, StringComparison.Ordinal);
        Assert.Equal("s3same open", rig.Daemon.Passphrase);
        Assert.DoesNotContain("s3same", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_passphrase_makes_no_vault()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.IsInitialized = false);
        rig.Type("i\r\r");
        Assert.Contains("an empty passphrase protects nothing", rig.Text, StringComparison.Ordinal);
        Assert.False(rig.Daemon.IsInitialized);
    }

    [Fact]
    public void A_locked_vault_shows_its_list_and_says_so()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.IsLocked = true;
            daemon.Put("written_while_locked", "x");
        });
        Assert.Contains("○ locked", rig.Text, StringComparison.Ordinal);
        Assert.Contains("pending", rig.Text, StringComparison.Ordinal);
        Assert.Contains("u unlock", rig.Text, StringComparison.Ordinal);
        rig.Type("u").Type("wrong\r");
        Assert.Contains("wrong passphrase", rig.Text, StringComparison.Ordinal);
        rig.Type("correct horse\r");
        Assert.Contains("● unlocked", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("correct", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Locking_elsewhere_shows_at_once()
    {
        using ScreenRig rig = new();
        rig.Daemon.SetLocked(true);
        rig.Pump();
        Assert.Contains("○ locked", rig.Text, StringComparison.Ordinal);
        rig.Daemon.SetLocked(false);
        rig.Pump();
        Assert.Contains("● unlocked", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void L_locks()
    {
        using ScreenRig rig = new();
        rig.Type("L");
        Assert.True(rig.Daemon.IsLocked);
        Assert.Contains("○ locked", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_what_and_what_to_do()
    {
        using ScreenRig rig = new();
        rig.Daemon.Failure = new SecretsException(ErrorCode.Damaged, "the store is damaged", "secrets check");
        rig.Type("r");
        Assert.Contains("the store is damaged: secrets check", rig.Text, StringComparison.Ordinal);
    }
}
