using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>Several secrets at once, and files that they come from and go to.</summary>
public sealed class SeveralTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("st-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Space_marks_and_goes_on_and_escape_takes_the_marks_away()
    {
        using ScreenRig rig = new();
        rig.Type("  ");
        Assert.Equal(["DATABASE_URL", "hf_token"], rig.Model.Secrets.Marks.Names);
        Assert.Contains(" ●DATABASE_URL", rig.Text, StringComparison.Ordinal);
        Assert.Contains("2 marked", rig.Text, StringComparison.Ordinal);
        rig.Type("g ");
        Assert.Equal(["hf_token"], rig.Model.Secrets.Marks.Names);
        rig.Type("\e");
        Assert.DoesNotContain("●DATABASE_URL", rig.Text, StringComparison.Ordinal);
        Assert.Equal(0, rig.Model.Secrets.Marks.Count);
    }

    [Fact]
    public void A_star_marks_what_the_filter_shows_and_then_nothing()
    {
        using ScreenRig rig = new();
        rig.Type("/t !url\r").Type("*");
        Assert.Equal(["hf_token", "tls_key"], rig.Model.Secrets.Marks.Names);
        rig.Type("*");
        Assert.Equal(0, rig.Model.Secrets.Marks.Count);
    }

    [Fact]
    public void What_is_deleted_elsewhere_is_no_longer_marked()
    {
        using ScreenRig rig = new();
        rig.Type("*");
        rig.Daemon.Remove("hf_token");
        rig.Wait(1);
        Assert.Equal(["DATABASE_URL", "tls_key"], rig.Model.Secrets.Marks.Names);
    }

    [Fact]
    public void Several_are_deleted_after_their_number_was_typed()
    {
        using ScreenRig rig = new();
        rig.Type("j  d");
        Assert.Contains("hf_token, tls_key", rig.Text, StringComparison.Ordinal);
        rig.Type("hf_token\r");
        Assert.Equal(3, rig.Daemon.Entries.Count());
        rig.Type("\u00152 secrets\r");
        Assert.Contains("2 secrets deleted", rig.Text, StringComparison.Ordinal);
        Assert.Equal(["DATABASE_URL"], rig.Daemon.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void An_import_says_first_what_it_would_do()
    {
        string file = Write("new.env", "one=1\ntwo=2\n");
        using ScreenRig rig = new();
        rig.Type("I").Type(file).Type("\r");
        Assert.Contains("2 new. enter does it.", rig.Text, StringComparison.Ordinal);
        Assert.Equal(3, rig.Daemon.Entries.Count());
        rig.Type("\r");
        Assert.Contains("2 added", rig.Text, StringComparison.Ordinal);
        Assert.Equal("2", rig.Daemon.Value("two"));
    }

    [Theory]
    [InlineData(1, "mine", "1 new, 1 to be replaced")]
    [InlineData(2, "hf_abcdefghij", "1 new, 1 to be left alone")]
    public void Names_that_are_taken_are_told_and_the_person_decides(int choice, string value, string plan)
    {
        string file = Write("some.env", "hf_token=mine\nother=x\n");
        using ScreenRig rig = new();
        rig.Type("I").Type(file).Type("\r");
        Assert.Contains("1 new, 1 there already: hf_token", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Equal("hf_abcdefghij", rig.Daemon.Value("hf_token"));
        rig.Type("\t\t").Type(new string(' ', choice)).Type("\r");
        Assert.Contains(plan, rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Equal(value, rig.Daemon.Value("hf_token"));
        Assert.Equal("x", rig.Daemon.Value("other"));
        Assert.DoesNotContain("mine", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_says_so()
    {
        using ScreenRig rig = new();
        rig.Type("I\r");
        Assert.Contains("which file?", rig.Text, StringComparison.Ordinal);
        rig.Type(Path.Combine(_folder, "missing")).Type("\r");
        Assert.Contains("✗ there is no file", rig.Text, StringComparison.Ordinal);
        rig.Type("\u0015" + Write("bad", "no pair")).Type("\r");
        Assert.Contains("✗ bad line 1", rig.Text, StringComparison.Ordinal);
        rig.Type("\u0015" + _folder).Type("\r");
        Assert.Contains("cannot be read", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_writes_what_is_marked_for_the_person_alone_and_shows_no_value()
    {
        string file = Path.Combine(_folder, "out.json");
        using ScreenRig rig = new();
        rig.Type("j x").Type(file).Type("\t ").Type("\r");
        Assert.Contains("✓ written", rig.Text, StringComparison.Ordinal);
        Assert.Equal("hf_token=hf_abcdefghij\n", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal("json", rig.Daemon.LastExport.Format);
        Assert.Equal(["hf_token"], rig.Daemon.LastExport.Names!);
        Assert.DoesNotContain("hf_abcdefghij", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_replaces_a_file_only_when_told_twice()
    {
        string file = Write("there", "before");
        using ScreenRig rig = new();
        rig.Type("x").Type(file).Type("\r");
        Assert.Contains("is there already", rig.Text, StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(file));
        rig.Type("\r");
        Assert.StartsWith("DATABASE_URL=postgres", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Null(rig.Daemon.LastExport.Names);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_export_of_a_locked_vault_asks_for_the_passphrase_and_goes_on()
    {
        string file = Path.Combine(_folder, "out");
        using ScreenRig rig = new();
        rig.Daemon.SetLocked(true);
        rig.Type("x").Type(file).Type("\r");
        Assert.Contains("Unlock the vault", rig.Text, StringComparison.Ordinal);
        rig.Type("correct horse\r");
        Assert.True(File.Exists(file));
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
