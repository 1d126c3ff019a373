using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

public sealed class ScopePickerTests
{
    [Fact]
    public void S_goes_to_another_environment_and_nothing_of_the_last_one_stays()
    {
        using ScreenRig rig = Rig();
        rig.Type("jr").Type(" ");
        Assert.Contains("hf_abcdefghij", rig.Text + rig.Terminal.Raw, StringComparison.Ordinal);
        rig.Type("s");
        Assert.Contains("llm/dev", rig.Text, StringComparison.Ordinal);
        Assert.Contains("→ base, 1 secret", rig.Text, StringComparison.Ordinal);
        Assert.Contains("here, 3 secrets", rig.Text, StringComparison.Ordinal);
        rig.Type("llmdev\r");
        Assert.Contains("llm/dev → base · 1 secret", rig.Text, StringComparison.Ordinal);
        Assert.Contains("of_dev", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_token", rig.Text, StringComparison.Ordinal);
        Assert.Null(rig.Model.Reveal.Value);
        Assert.Equal(0, rig.Model.Secrets.Marks.Count);
    }

    [Fact]
    public void What_is_done_there_is_done_there()
    {
        using ScreenRig rig = Rig();
        rig.Type("s").Type("llmdev\r").Type("r");
        Assert.Contains("value-of-dev", rig.Text, StringComparison.Ordinal);
        rig.Type("nfresh\tv4lue\u0013").Wait(9).Type("s").Type("default/def\r");
        Assert.Contains("default/default · 3 secrets", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fresh", rig.Text, StringComparison.Ordinal);
        rig.Type("s").Type("llmdev\r");
        Assert.Contains("fresh", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_environment_is_made_and_gone_to()
    {
        using ScreenRig rig = Rig();
        rig.Type("s").Type("new env\r").Type("staging\r").Type("default\r");
        Assert.Contains("default/staging → default", rig.Text, StringComparison.Ordinal);
        Assert.Contains("0 secrets + 3 inherited", rig.Text, StringComparison.Ordinal);
        rig.Type("s").Type("new env\r").Type("staging\r").Type("\r");
        Assert.Contains("✗ staging exists already", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_project_is_made_and_gone_to()
    {
        using ScreenRig rig = Rig();
        rig.Type("s").Type("new proj\r").Type("web\r");
        Assert.Contains("web/default", rig.Text, StringComparison.Ordinal);
        Assert.Contains("web/default made", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_about_the_last_environment_that_comes_late_is_not_shown()
    {
        using ScreenRig rig = Rig();
        TaskCompletionSource hold = new();
        rig.Daemon.Hold = hold;
        rig.Type("R");
        rig.Loop.Post(() => _ = rig.Model.SwitchAsync(new SecretScope("llm", "dev")));
        rig.Pump();
        rig.Daemon.Hold = null;
        hold.SetResult();
        rig.Until(() => rig.Text.Contains("of_dev", StringComparison.Ordinal));
        Assert.DoesNotContain("hf_token", rig.Text, StringComparison.Ordinal);
    }

    private static ScreenRig Rig() => new(prepare: daemon =>
    {
        ScreenRig.Usual(daemon);
        daemon.AddEnvironment("llm", "base");
        daemon.AddEnvironment("llm", "dev", "base");
        daemon.PutBytes("of_dev", Encoding.UTF8.GetBytes("value-of-dev"), scope: new SecretScope("llm", "dev"));
    });
}
