using Secrets.Tests.Tui.Terminal;
using Secrets.Tui.ViewModels;
using Xunit;

namespace Secrets.Tests.Tui.ViewModels;

public sealed class TextsTests
{
    [Theory]
    [InlineData(0, "now")]
    [InlineData(59, "59s")]
    [InlineData(60, "1m")]
    [InlineData(3600 * 23, "23h")]
    [InlineData(86400 * 59, "59d")]
    [InlineData(86400 * 60, "1mo")]
    [InlineData(86400 * 729, "23mo")]
    [InlineData(86400 * 800, "2y")]
    public void A_duration_is_told_in_its_largest_unit(int seconds, string text) => Assert.Equal(text, Times.Short(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_due_date_is_told_as_what_is_left()
    {
        DateTimeOffset now = new ManualClock().GetUtcNow();
        Assert.Equal("", Times.Due(null, now));
        Assert.Equal("in 3d", Times.Due(now.AddDays(3), now));
        Assert.Equal("expired", Times.Due(now, now));
        Assert.Equal("2026-03-14 08:26, 1h ago", Times.Moment(now.AddHours(-1), new ManualClock()));
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("a", "1 character", false)]
    [InlineData("two\nlines", "9 characters, 2 lines", false)]
    [InlineData("two\nlines\n", "10 characters, 2 lines", true)]
    [InlineData("👩 ", "2 characters", true)]
    public void A_value_is_told_without_being_shown(string value, string size, bool endsInWhiteSpace)
    {
        Assert.Equal(size, ValueSummary.Size(value));
        Assert.Equal(endsInWhiteSpace, ValueSummary.EndsInWhiteSpace(value));
    }

    [Fact]
    public void Every_system_has_its_own_way_to_refer_to_a_secret()
    {
        Assert.Equal(
            ["${{ secrets.hf_token }}", "{{ RUNPOD_SECRET_hf_token }}", "/secrets/hf_token", "$hf_token", "secrets get hf_token"],
            SecretReference.AllOf("hf_token").Select(reference => reference.Text));
        // A shell cannot have a variable of this name.
        Assert.Contains("--as VARIABLE=hf.token", SecretReference.AllOf("hf.token").Select(reference => reference.Text));
    }
}
