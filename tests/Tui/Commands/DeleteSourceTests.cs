using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>An imported file is deleted when that was meant, and only then.</summary>
public sealed class DeleteSourceTests : IDisposable
{
    private readonly TestWorld _world = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("st-").FullName;
    private readonly string _file;

    public DeleteSourceTests()
    {
        _file = Path.Combine(_folder, ".env");
        File.WriteAllText(_file, "A=1\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_asked_for_and_overwritten_before_it_goes()
    {
        // A second name, made once the file was looked at, shows what became of the bytes.
        string other = Path.Combine(_folder, "other");
        _world.Daemon.OnImport = () => Link(_file, other);
        Assert.Equal(0, _world.Answering("y").Run("import", _file, "--delete-source"));
        Assert.Equal($"Overwrite and delete {_file}? [y/n]: ", Assert.Single(_world.Prompt.Asked));
        Assert.False(File.Exists(_file));
        Assert.Equal(new byte[4], File.ReadAllBytes(other));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public void Without_a_terminal_only_yes_answers(bool yes, int code)
    {
        Assert.Equal(code, _world.Run(["import", _file, "--delete-source", .. yes ? new[] { "-y" } : []]));
        Assert.Equal(!yes, File.Exists(_file));
    }

    [Fact]
    public void No_keeps_it()
    {
        Assert.Equal(0, _world.Answering("n").Run("import", _file, "--delete-source"));
        Assert.Equal("A=1\n", File.ReadAllText(_file));
    }

    [Fact]
    public void It_stays_where_something_was_skipped_or_it_changed_or_the_import_failed()
    {
        _world.Daemon.Imported = new ImportReply([], [], ["A"], []);
        Assert.Equal(0, _world.Run("import", _file, "--delete-source", "-y", "--skip"));
        Assert.Contains("1 of its secrets were skipped", _world.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_file));
        _world.Daemon.Imported = new ImportReply(["A"], [], [], []);
        _world.Daemon.OnImport = () => File.WriteAllText(_file, "A=2\n");
        Assert.Equal(0, _world.Run("import", _file, "--delete-source", "-y"));
        Assert.Contains("changed meanwhile", _world.Error, StringComparison.Ordinal);
        Assert.Equal("A=2\n", File.ReadAllText(_file));
        _world.Daemon.Fails = new SecretsException(ErrorCode.Failure, "the disk is full");
        Assert.Equal(1, _world.Run("import", _file, "--delete-source", "-y"));
        Assert.True(File.Exists(_file));
    }

    [Fact]
    public void Links_input_and_what_is_no_file_are_refused_before_anything_is_imported()
    {
        string link = Path.Combine(_folder, "link"), twin = Path.Combine(_folder, "twin"), first = Path.Combine(_folder, "first");
        File.CreateSymbolicLink(link, _file);
        File.WriteAllText(first, "A=1\n");
        Link(first, twin);
        bool imported = false;
        _world.Daemon.OnImport = () => imported = true;
        foreach (string source in new[] { link, twin, "-", "/dev/null", _folder })
            Assert.Equal(2, _world.Run("import", source, "--delete-source", "-y"));
        Assert.Equal(2, _world.Run("import", _file, "--delete-source", "-y", "--dry-run"));
        Assert.False(imported);
        Assert.True(File.Exists(_file) && File.Exists(link) && File.Exists(twin));
    }

    private static void Link(string file, string name) =>
        Assert.Equal(0, NativeProcess.Run(new Launched("/bin/ln", Launched.Bytes([file, name])) { Environment = [] }).ExitCode);
}
