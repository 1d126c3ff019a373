using System.Text;
using Xunit;

namespace Secrets.Tests.Harness;

/// <summary>The harness itself tells the truth about processes.</summary>
public sealed class HarnessTests
{
    private static Launched Shell(string script) => new("/bin/sh", Launched.Bytes(["-c", script]));

    [Fact]
    public void Arguments_that_are_not_text_arrive_as_they_are()
    {
        byte[] argument = [0xff, 0xfe, (byte)'\n', 0x80];
        Finished finished = NativeProcess.Run(new Launched("/usr/bin/printf", [Encoding.UTF8.GetBytes("%s"), argument]));
        Assert.Equal(argument, finished.Output);
    }

    [Theory]
    [InlineData("exit 7", 7, 0)]
    [InlineData("kill -TERM $$", 143, 15)]
    public void The_end_is_told_as_it_was(string script, int code, int signal)
    {
        Finished finished = NativeProcess.Run(Shell(script));
        Assert.Equal((code, signal), (finished.ExitCode, finished.Signal));
    }

    [Fact]
    public void Input_and_both_outputs_are_kept_apart()
    {
        byte[] large = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        Finished finished = NativeProcess.Run(Shell("cat; echo err >&2") with { Input = large });
        Assert.Equal(large, finished.Output);
        Assert.Equal("err\n", finished.Error);
    }

    [Fact]
    public void A_terminal_is_the_controlling_one()
    {
        using NativeProcess process = NativeProcess.StartOnTerminal(Shell("read line </dev/tty; echo got:$line"));
        process.Type("hello\n");
        Assert.Contains("got:hello", process.Wait().Text, StringComparison.Ordinal);
    }
}
