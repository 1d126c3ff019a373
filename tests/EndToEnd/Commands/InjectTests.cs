using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Where <c>inject</c> writes to, and what it says when it cannot.</summary>
public sealed class InjectTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public InjectTests()
    {
        Assert.Equal(0, _home.Run("set", "token=t0k").ExitCode);
        File.WriteAllText(Place("in"), "a ${{ secrets.token }}\n");
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_place_that_cannot_be_written_is_named_with_the_reason()
    {
        Finished absent = _home.Run("inject", "in", "-o", "/nodir/x");
        Assert.Equal((1, "secrets: error: cannot write /nodir/x: no such file or directory\n"), (absent.ExitCode, absent.Error));
        Finished through = _home.Run("inject", "in", "-o", "in/x");
        Assert.Equal((1, $"secrets: error: cannot write {Place("in/x")}: no such file or directory\n"), (through.ExitCode, through.Error));
        Finished folder = _home.Run("inject", "in", "-o", ".");
        Assert.Equal((5, $"secrets: error: {_home.Folder} is a directory\n"), (folder.ExitCode, folder.Error));
        Finished full = _home.Run("inject", "in", "-o", "/dev/full");
        Assert.Equal((1, "secrets: error: cannot write /dev/full: no space left on device\n"), (full.ExitCode, full.Error));
        string name = new('n', 300);
        Finished longName = _home.Run("inject", "in", "-o", name);
        Assert.Equal((1, $"secrets: error: cannot write {Place(name)}: file name too long\n"), (longName.ExitCode, longName.Error));
        File.CreateSymbolicLink(Place("loop"), "loop");
        Finished loop = _home.Run("inject", "in", "-o", "loop");
        Assert.Equal(1, loop.ExitCode);
        Assert.StartsWith($"secrets: error: cannot write {Place("loop")}: ", loop.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("IO_", loop.Error, StringComparison.Ordinal);
        File.CreateSymbolicLink(Place("dangling"), "made");
        Assert.Equal(0, _home.Run("inject", "in", "-o", "dangling").ExitCode);
        Assert.Equal("a t0k\n", File.ReadAllText(Place("made")));
    }

    [Fact]
    public void Standard_output_and_devices_are_written_as_they_are()
    {
        Assert.Equal((0, "a t0k\n"), (_home.Run("inject", "in", "-o", "/dev/stdout").ExitCode, _home.Run("inject", "in", "-o", "/dev/stdout").Text));
        Assert.Equal("a t0k\n", _home.Run("inject", "in", "-o", "/proc/self/fd/1").Text);
        Assert.Equal("OK\na t0k\n", Joined(_home.Run("inject", "in", "-o", "/dev/stderr")));
        Assert.Equal((0, "OK\n"), (_home.Run("inject", "in", "-o", "/dev/null").ExitCode, _home.Run("inject", "in", "-o", "/dev/null").Text));
        string shell = $"mkfifo pipe && (cat pipe > read &) && '{Programs.Secrets}' inject in -o pipe && sleep 0.3 && cat read && test -p pipe && '{Programs.Secrets}' inject in -o /dev/stdout > kept && cat kept";
        Finished finished = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", shell])) { Environment = _home.Environment(), Folder = _home.Folder });
        Assert.Equal((0, "OK\na t0k\na t0k\n"), (finished.ExitCode, finished.Text));
    }

    [Fact]
    public void What_is_read_is_named_and_so_is_the_limit()
    {
        Finished binary = _home.RunWith([0xff, 0xfe], "inject", "-");
        Assert.Equal((2, "secrets: error: standard input is no text in UTF-8\n"), (binary.ExitCode, binary.Error));
        Finished tooLong = _home.RunWith(Encoding.UTF8.GetBytes(new string('x', (1 << 20) + 1)), "inject", "-");
        Assert.Equal((2, "secrets: error: standard input is longer than 1 MiB, the most that is read\n"), (tooLong.ExitCode, tooLong.Error));
        File.WriteAllText(Place("long"), new string('x', (1 << 20) + 1));
        Assert.Equal("secrets: error: the file long is longer than 1 MiB, the most that is read\n", _home.Run("inject", "long").Error);
        // A value's limit is said as one.
        Assert.Equal("secrets: error: the file long is longer than a value may be\nsecrets: hint: at most 1048576 bytes\n", _home.Run("set", "v=@long").Error);
    }

    [Fact]
    public void Of_thousands_of_missing_names_the_first_are_told()
    {
        string text = string.Concat(Enumerable.Range(0, 3000).Select(number => $"${{{{ secrets.n{number:0000} }}}}\n"));
        Finished missing = _home.RunWith(Encoding.UTF8.GetBytes(text), "inject", "-");
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("no secret named n0000, n0001, ", missing.Error, StringComparison.Ordinal);
        Assert.Contains("n0019 and 2980 more in default/default", missing.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("n0020", missing.Error, StringComparison.Ordinal);
    }

    private static string Joined(Finished finished) => finished.Text + finished.Error;

    private string Place(string name) => Path.Combine(_home.Folder, name);
}
