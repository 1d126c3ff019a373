using Secrets.Tests.Harness;
using Secrets.Tests.Shared.Data;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Whatever the bytes and however they are given, they come back.</summary>
public sealed class ValueRoundTripTests : IDisposable
{
    /// <summary>Linux allows 128 KiB for one argument, its name and final NUL included.</summary>
    private const int LongestArgument = 131_072 - 64;

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Every_value_comes_back_byte_for_byte()
    {
        string file = Path.Combine(_home.Folder, "value");
        foreach (byte[] value in Values())
        {
            Assert.Equal(0, _home.RunWith(value, "set", "-q", "BY_INPUT=-").ExitCode);
            File.WriteAllBytes(file, value);
            Assert.Equal(0, _home.Run("set", "-q", $"BY_FILE=@{file}").ExitCode);
            Assert.Equal(value, _home.Run("get", "BY_INPUT").Output);
            Assert.Equal(value, _home.Run("get", "BY_FILE").Output);
            if (value.Contains((byte)0) || value.Length > LongestArgument)
                continue;
            Assert.Equal(0, NativeProcess.Run(_home.Command() with { Arguments = [.. Launched.Bytes(["set", "--", "BY_ARGUMENT"]), value] }).ExitCode);
            Assert.Equal(value, _home.Run("get", "BY_ARGUMENT").Output);
            Finished printed = _home.Run("run", "--only", "BY_INPUT", "--", "/bin/sh", "-c", "printf %s \"$BY_INPUT\"");
            Assert.Equal(value, printed.Output);
        }
    }

    [Fact]
    public void A_value_that_no_environment_can_hold_is_named_before_anything_starts()
    {
        Assert.Equal(0, _home.RunWith([1, 0, 2], "set", "BINARY=-").ExitCode);
        Finished finished = _home.Run("run", "--", "touch", "started");
        Assert.Equal(125, finished.ExitCode);
        Assert.Contains("BINARY", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home.Folder, "started")));
    }

    [Fact]
    public void One_byte_too_many_is_refused()
    {
        Finished finished = _home.RunWith(new byte[(1 << 20) + 1], "set", "A=-");
        Assert.Equal(2, finished.ExitCode);
        Assert.Equal(3, _home.Run("show", "A").ExitCode);
    }

    /// <summary>All of them on native programs; on the ordinary runtime, which starts slowly, a few of each kind.</summary>
    private static IEnumerable<byte[]> Values() => NaughtyValues.All().Where((_, i) => Programs.AreNative || i % 40 == 0)
        .Append([.. Enumerable.Range(0, LongestArgument).Select(i => (byte)(i % 255 + 1))]);
}
