using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>References put into files.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string Save = "\u0013";
    private const string Insert = "\0";
    private const string TakeBack = "\u0019";

    private readonly string _folder = Directory.CreateTempSubdirectory("st-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_selected_secret_is_offered_first_and_becomes_an_entry_of_the_file()
    {
        string file = Write("train.dstack.yml", "type: task\nenv:\n  - A=1\n  \ncommands: [x]\n");
        using ScreenRig rig = Open(file, "j");
        rig.Type("\e[B\e[B\e[B\e[F").Type(Insert);
        Assert.Contains("› hf_token", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Contains("● not saved", rig.Text, StringComparison.Ordinal);
        rig.Type(Save);
        Assert.Contains("○ saved", rig.Text, StringComparison.Ordinal);
        Assert.Equal("type: task\nenv:\n  - A=1\n  - hf_token=${{ secrets.hf_token }}\ncommands: [x]\n", File.ReadAllText(file));
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_saved_can_be_taken_back()
    {
        string file = Write(".env", "A=1\n");
        using ScreenRig rig = Open(file, "");
        rig.Type(Insert).Type("\r").Type("x").Type(Save).Type(TakeBack).Type(TakeBack).Type(Save);
        Assert.Equal("A=1\n", File.ReadAllText(file));
        rig.Type(TakeBack);
        Assert.Contains("nothing to take back", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_changed_elsewhere_is_not_replaced_unasked()
    {
        string file = Write(".env", "A=1\n");
        using ScreenRig rig = Open(file, "");
        rig.Type("B=2\r");
        File.WriteAllText(file, "theirs\n");
        rig.Type(Save);
        Assert.Contains("was changed elsewhere meanwhile", rig.Text, StringComparison.Ordinal);
        Assert.Equal("theirs\n", File.ReadAllText(file));
        rig.Type(Save);
        Assert.Equal("B=2\nA=1\n", File.ReadAllText(file));
    }

    [Fact]
    public void Names_that_no_secret_has_are_told_and_underlined()
    {
        string file = Write("secrets.yml", "env:\n  A: ${{ secrets.hf_token }}\n  B: ${{ secrets.gone }}\n");
        using ScreenRig rig = Open(file, "");
        Assert.Contains("! no secret named gone", rig.Text, StringComparison.Ordinal);
        (int x, int y) = rig.Find("gone }}");
        Assert.True(rig.Loop.Frame[x, y].Style.Attributes.HasFlag(Secrets.Tui.Terminal.Cells.TextAttributes.Underline));
        (x, y) = rig.Find("hf_token }}");
        Assert.False(rig.Loop.Frame[x, y].Style.Attributes.HasFlag(Secrets.Tui.Terminal.Cells.TextAttributes.Underline));
        rig.Daemon.Put("gone", "x");
    }

    [Fact]
    public void What_is_inherited_is_not_missing()
    {
        string file = Write("secrets.yml", "A: ${{ secrets.of_base }}\n");
        using ScreenRig rig = new(prepare: daemon =>
        {
            ScreenRig.Usual(daemon);
            daemon.AddEnvironment("default", "base");
            daemon.AddEnvironment("default", "default", "base");
            daemon.PutBytes("of_base", Encoding.UTF8.GetBytes("x"), scope: new SecretScope("default", "base"));
        });
        rig.Type("f").Type(file).Type("\r");
        Assert.DoesNotContain("no secret named", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_asks_before_it_throws_away_what_was_typed()
    {
        string file = Write(".env", "A=1\n");
        using ScreenRig rig = Open(file, "");
        rig.Type("x").Type("\e");
        Assert.Contains("esc once more", rig.Text, StringComparison.Ordinal);
        rig.Type("y").Type("\e").Type("\e");
        Assert.Contains("╭─ Secrets", rig.Text, StringComparison.Ordinal);
        Assert.Equal("A=1\n", File.ReadAllText(file));
    }

    [Fact]
    public void Rights_and_a_link_stay_as_they_were()
    {
        string file = Write("real.env", "A=1\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        string link = Path.Combine(_folder, "link.env");
        File.CreateSymbolicLink(link, file);
        using ScreenRig rig = Open(link, "");
        rig.Type("B=2\r").Type(Save);
        Assert.Equal("B=2\nA=1\n", File.ReadAllText(file));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(file));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_name_that_the_files_syntax_cannot_say_is_refused_with_the_reason()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.Put("wandb.key", "x"));
        rig.Type("f").Type(Path.Combine(_folder, "x.dstack.yml")).Type("\r").Type(Insert).Type("\r");
        Assert.Contains("not wandb.key", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_daemon_dies_the_text_stays()
    {
        using ScreenRig rig = Open(Write(".env", "A=1\n"), "");
        rig.Type("half a li");
        rig.Daemon.Die();
        rig.Wait(1);
        rig.Daemon.IsRunning = true;
        rig.Wait(2);
        Assert.Contains("half a li", rig.Text, StringComparison.Ordinal);
    }

    private ScreenRig Open(string file, string before)
    {
        ScreenRig rig = new();
        return rig.Type(before).Type("f").Type(file).Type("\r");
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
