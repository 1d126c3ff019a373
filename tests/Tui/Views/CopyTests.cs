using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>Other names, other environments, and values that the daemon makes.</summary>
public sealed class CopyTests
{
    private const string Save = "\u0013";

    [Fact]
    public void M_gives_another_name()
    {
        using ScreenRig rig = Rig();
        rig.Type("jm").Type("hugging_face\r");
        Assert.Contains("hf_token is hugging_face now", rig.Text, StringComparison.Ordinal);
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hugging_face"));
        Assert.DoesNotContain("hf_token", rig.Daemon.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_what_was_typed_stays()
    {
        using ScreenRig rig = Rig();
        rig.Type("jm").Type("tls_key\r");
        Assert.Contains("✗ tls_key is there already", rig.Text, StringComparison.Ordinal);
        Assert.Contains("Rename hf_token", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void C_copies_what_is_marked_and_M_moves_it()
    {
        using ScreenRig rig = Rig();
        rig.Type("j  c");
        Assert.Contains("Copy 2 secrets to", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("New project", rig.Text, StringComparison.Ordinal);
        rig.Type("prod\r");
        Assert.Contains("2 secrets copied to default/production", rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Entries.Count());
        rig.Type("\e").Type("gM").Type("prod\r");
        Assert.Contains("DATABASE_URL moved to default/production", rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Daemon.Entries.Count());
        rig.Type("s").Type("prod\r");
        Assert.Contains("default/production · 3 secrets", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_already_is_replaced_only_when_told()
    {
        using ScreenRig rig = Rig();
        SecretScope production = new("default", "production");
        rig.Daemon.PutBytes("hf_token", Encoding.UTF8.GetBytes("theirs"), scope: production);
        rig.Type("jc").Type("prod\r");
        Assert.Contains("Leave what is there", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Equal("theirs", rig.Daemon.Value("hf_token", production));
        rig.Type("c").Type("prod\r").Type("above\r");
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hf_token", production));
    }

    [Fact]
    public void A_value_can_be_made_by_the_daemon()
    {
        using ScreenRig rig = Rig();
        rig.Type("nfresh\t\t ");
        Assert.Contains("< password:40 >", rig.Text, StringComparison.Ordinal);
        rig.Type(Save);
        Assert.Equal("made from password:40", rig.Daemon.Value("fresh"));
    }

    [Fact]
    public void A_value_is_either_typed_or_made()
    {
        using ScreenRig rig = Rig();
        rig.Type("nfresh\tv\t ").Type(Save);
        Assert.Contains("✗ either type a value or have one made", rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Entries.Count());
    }

    private static ScreenRig Rig() => new(prepare: daemon =>
    {
        ScreenRig.Usual(daemon);
        daemon.AddEnvironment("default", "production");
    });
}
