using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>Who used what, on the screen.</summary>
public sealed class AuditTests
{
    private static readonly SecretScope Scope = SecretScope.Default;

    [Fact]
    public void A_shows_the_log_newest_first()
    {
        using ScreenRig rig = Busy();
        rig.Type("a");
        Assert.Contains("Audit log", rig.Text, StringComparison.Ordinal);
        Assert.Matches(@"run +hf_token +default/default +train +4711", rig.Text);
        Assert.True(rig.Text.IndexOf("run ", StringComparison.Ordinal) < rig.Text.IndexOf("slot 2, ", StringComparison.Ordinal));
        Assert.Contains("3 entries", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_shows_one_entry_whole()
    {
        using ScreenRig rig = Busy();
        rig.Type("aj\r");
        Assert.Contains("Audit entry 2", rig.Text, StringComparison.Ordinal);
        Assert.Contains("DATABASE_URL, hf_token, tls_key", rig.Text, StringComparison.Ordinal);
        Assert.Contains("/usr/bin/secrets", rig.Text, StringComparison.Ordinal);
        Assert.Contains("4711, user 1000", rig.Text, StringComparison.Ordinal);
        rig.Type("\u001b").Type("\u001b");
        Assert.DoesNotContain("Audit", rig.Text.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_is_asked_of_the_daemon_and_taken_back_by_escape()
    {
        using ScreenRig rig = Busy();
        rig.Type("a/train\r");
        Assert.Contains("train", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("slot 2, ", rig.Text, StringComparison.Ordinal);
        Assert.Contains("1 entry", rig.Text, StringComparison.Ordinal);
        rig.Type("/zzz");
        Assert.Contains("no entry has these words", rig.Text, StringComparison.Ordinal);
        rig.Type("\u001b");
        Assert.Contains("3 entries", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_meanwhile_appears_without_a_key_and_the_selection_stays()
    {
        using ScreenRig rig = Busy();
        rig.Type("aj");
        rig.Daemon.Record("export", ["hf_token"], Scope);
        rig.Wait(2);
        Assert.Matches(@"export +hf_token", rig.Text);
        Assert.Matches(@"› .*get ", rig.Text);
        Assert.Contains("4 entries", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_told_of_new_entries_but_who_looks()
    {
        using ScreenRig rig = Busy();
        Assert.False(rig.Daemon.IsFollowed);
        rig.Type("a");
        Assert.True(rig.Daemon.IsFollowed);
        rig.Type("q");
        Assert.False(rig.Daemon.IsFollowed);
        int pages = rig.Daemon.AuditPages;
        rig.Daemon.Record("get", ["hf_token"], Scope);
        rig.Wait(5);
        Assert.Equal(pages, rig.Daemon.AuditPages);
    }

    [Fact]
    public void More_is_read_as_one_goes_down()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            for (int i = 0; i < 350; i++)
                daemon.Record("get", [$"secret_{i}"], Scope);
        });
        rig.Type("a");
        Assert.Equal(1, rig.Daemon.AuditPages);
        Assert.Contains("the newest 100; more below", rig.Text, StringComparison.Ordinal);
        for (int i = 0; i < 40; i++)
            rig.Type("\u0006");
        Assert.Equal(4, rig.Daemon.AuditPages);
        Assert.Contains("350 entries", rig.Text, StringComparison.Ordinal);
        Assert.Matches(@"› .*secret_0 ", rig.Text);
    }

    [Fact]
    public void V_verifies_the_whole_log_and_says_what_it_found()
    {
        using ScreenRig rig = Busy();
        rig.Type("aV");
        Assert.Contains("✓ 3 entries, each as it was written, none missing", rig.Text, StringComparison.Ordinal);
        rig.Daemon.AuditDamage = new SecretsException(ErrorCode.Damaged, "the vault is damaged: audit entry 2 is not the one that was written");
        rig.Type("V");
        Assert.Contains("✗ the vault is damaged: audit entry 2 is not the one that was written", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_is_read_anew_when_the_daemon_is_there_again()
    {
        using ScreenRig rig = Busy();
        rig.Type("a");
        rig.Daemon.Die();
        rig.Wait(1);
        Assert.Contains("the daemon does not answer; it is looked for", rig.Text, StringComparison.Ordinal);
        rig.Daemon.IsRunning = true;
        rig.Daemon.Record("lock", []);
        rig.Wait(3);
        Assert.True(rig.Daemon.IsFollowed);
        Assert.Contains("4 entries", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_details_tell_where_a_secret_is_used()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.Uses.Add(new SecretUse("run", Scope, 12, daemon.Now.AddHours(-2), "train"));
            daemon.Uses.Add(new SecretUse("get", new SecretScope("llm", "dev"), 1, daemon.Now.AddDays(-1), "/usr/bin/python3"));
        });
        Assert.DoesNotContain("run train", rig.Text, StringComparison.Ordinal);
        rig.Wait(1);
        Assert.Contains("run train, 12 times, 2h ago", rig.Text, StringComparison.Ordinal);
        Assert.Contains("get python3 in llm/dev, 1d ago", rig.Text, StringComparison.Ordinal);
        rig.Daemon.Uses.Clear();
        rig.Type("j").Wait(1);
        Assert.Contains("never yet", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_in_an_entry_never_reaches_the_terminal()
    {
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.Record("run", ["hf_token"], Scope, program: "\u001b[2Jevil\u202e", detail: "\u0007bell");
        });
        rig.Type("a\r");
        Assert.DoesNotContain("\u001b[2Jevil", rig.Terminal.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", rig.Terminal.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    private static ScreenRig Busy() => new(prepare: daemon =>
    {
        ScreenRig.Usual(daemon);
        daemon.Record("unlock", [], detail: "slot 2, passphrase");
        daemon.Record("get", ["DATABASE_URL", "hf_token", "tls_key"], Scope);
        daemon.Record("run", ["hf_token"], Scope, program: "train");
    });
}
