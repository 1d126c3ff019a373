using Secrets.Tests.Architecture;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.Views;
using Xunit;

namespace Secrets.Tests.Tui.Views;

public sealed class CommandsTests
{
    [Fact]
    public void No_key_means_two_things()
    {
        using ScreenRig rig = new();
        string[] keys = [.. rig.Layer.Commands.Commands.SelectMany(command => command.Keys)];
        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        // The same key means the same in every place that knows it.
        foreach (KeyCommand details in new DetailsLayer(rig.Model, new SecretActions(rig.Model, rig.Loop, new Toast(rig.Clock), new InheritedActions(rig.Model, rig.Loop, new Toast(rig.Clock), _ => { }), () => null)).Commands.Commands)
        {
            KeyCommand? main = rig.Layer.Commands.Commands.FirstOrDefault(command => command.Keys[0] == details.Keys[0]);
            if (main is not null && !details.IsMovement && details.Hint != "close")
                Assert.StartsWith(details.Title.Split(' ')[0], main.Title, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_that_a_panel_shares_with_the_list_means_the_same_there()
    {
        using ScreenRig rig = new();
        foreach (KeyCommand command in Runs(rig).Commands.Commands.Concat(Log(rig).Commands.Commands).Where(command => command.Group is not "Screen"))
        {
            KeyCommand? main = rig.Layer.Commands.Commands.FirstOrDefault(other => other.Keys.Intersect(command.Keys).Any());
            if (main is not null)
                Assert.Equal(command.Title.Split(' ')[0], main.Title.Split(' ')[0]);
        }
    }

    [Fact]
    public void Every_command_is_in_the_help_with_its_keys()
    {
        using ScreenRig rig = new(120, 80);
        rig.Type("?");
        Assert.All(rig.Layer.Commands.Commands, command =>
        {
            Assert.Contains(command.Title, rig.Text, StringComparison.Ordinal);
            Assert.Contains(command.Keys[0], rig.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_palette_finds_and_runs_a_command()
    {
        using ScreenRig rig = new();
        rig.Type(":").Type("lock the");
        Assert.Contains("› Lock the vault", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.True(rig.Daemon.IsLocked);
        rig.Type("\u0010");
        Assert.Contains("Unlock the vault", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lock the vault ", rig.Text.Replace("Unlock the vault", "", StringComparison.Ordinal), StringComparison.Ordinal);
        rig.Type("zzzz");
        Assert.Contains("nothing matches", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_palette_takes_the_mouse()
    {
        using ScreenRig rig = new();
        rig.Type(":").Type("next").Click("Next theme");
        Assert.Equal("light", rig.Loop.Theme.Name);
    }

    [Fact]
    public void Help_is_about_what_has_the_keys()
    {
        using ScreenRig rig = new();
        rig.Type("n").Type("\eOP");
        Assert.Contains("Keys of this form", rig.Text, StringComparison.Ordinal);
        Assert.Contains("A line end in the value", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_keys_is_what_the_tables_say()
    {
        using ScreenRig rig = new();
        string page = Path.Combine(Repository.Root, "tui/Views/KEYS.md");
        string expected = KeysPage.Of(rig.Layer.Commands, rig.Layer.FilterCommands, new SecretFormLayer(rig.Model, new Toast(rig.Clock), null, []).Commands,
            new ConfigurationLayer(null!, "", new Toast(rig.Clock), null).Commands, Runs(rig).Commands, Log(rig).Commands,
            new AuditLayer(rig.Model).Commands, new AccessLayer(rig.Model, new Toast(rig.Clock), []).Commands);
        if (Golden.IsUpdating)
            File.WriteAllText(page, expected);
        Assert.Equal(expected, File.ReadAllText(page));
    }

    private static RunsLayer Runs(ScreenRig rig)
    {
        RunsLayer runs = new(rig.Model, new Toast(rig.Clock));
        rig.Loop.Open(runs);
        return runs;
    }

    private static RunLogLayer Log(ScreenRig rig)
    {
        RunLogLayer log = new(rig.Model, new Toast(rig.Clock), rig.Runs.Add("web"));
        rig.Loop.Open(log);
        return log;
    }
}
