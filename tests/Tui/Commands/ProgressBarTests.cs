using System.Collections.Concurrent;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Secrets.Tui.Commands.Io;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>The bar shows how far the work is, and nothing is left of it.</summary>
public sealed class ProgressBarTests
{
    [Theory]
    [InlineData(0, 0, "backup…")]
    [InlineData(0, 10, "backup  [------------------------------]   0 %  0/10")]
    [InlineData(5, 10, "backup  [###############---------------]  50 %  5/10")]
    [InlineData(10, 10, "backup  [##############################] 100 %  10/10")]
    [InlineData(11, 10, "backup  [##############################] 100 %  11/10")]
    public void It_is_as_full_as_the_work_is_done(long done, long total, string text) =>
        Assert.Equal(text, ProgressBar.Text(new ProgressReply("backup", done, total)));

    [Fact]
    public void It_is_drawn_while_the_work_lasts_and_cleared_at_its_end()
    {
        ConcurrentQueue<string> drawn = [];
        int asked = 0;
        using (new ProgressBar(() => Interlocked.Increment(ref asked) == 1 ? new ProgressReply() : new ProgressReply("check", 1, 2), drawn.Enqueue))
            Bounded.Until(() => drawn.Count >= 2, "it is drawn twice");

        Assert.All(drawn.SkipLast(1), line => Assert.StartsWith("check  [#", line, StringComparison.Ordinal));
        Assert.Equal("", drawn.Last());
    }

    [Fact]
    public void A_daemon_that_goes_away_ends_the_bar_and_not_the_command()
    {
        using ProgressBar bar = new(() => throw new SecretsException(ErrorCode.Unreachable, "gone"), _ => Assert.Fail("nothing to draw"));
    }
}
