using System.Text;
using Xunit;

namespace Secrets.Tests.Tui.Views;

public sealed class ClipboardTests
{
    private static readonly string Sequence = $"\e]52;c;{Convert.ToBase64String("hf_abcdefghij"u8)}\a";

    [Fact]
    public void Without_anything_else_the_terminal_itself_takes_it_and_is_emptied_after_45_seconds()
    {
        using ScreenRig rig = new();
        Copy(rig);
        Assert.Contains(Sequence, rig.Terminal.Raw, StringComparison.Ordinal);
        Assert.Contains("hf_token copied (terminal); taken back in 45 s", rig.Text, StringComparison.Ordinal);
        Assert.Contains("clipboard 45 s", rig.Text, StringComparison.Ordinal);
        rig.Wait(44);
        Assert.Contains("clipboard 1 s", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]52;c;\a", rig.Terminal.Raw, StringComparison.Ordinal);
        rig.Wait(1).Until(() => rig.Terminal.Raw.Contains("\e]52;c;\a", StringComparison.Ordinal));
        rig.Until(() => rig.Text.Contains("clipboard cleared", StringComparison.Ordinal)).Wait(10);
        Assert.Null(rig.Loop.UntilNext);
    }

    [Fact]
    public void The_desktops_program_is_preferred_and_emptied_only_while_it_holds_ours()
    {
        byte[] held = [];
        using ScreenRig rig = Desktop(new ScreenRig(), bytes => held = bytes, () => held);
        Copy(rig);
        Assert.Equal("hf_abcdefghij", Encoding.UTF8.GetString(held));
        Assert.Contains("copied (wl-copy)", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]52", rig.Terminal.Raw, StringComparison.Ordinal);
        rig.Wait(45).Until(() => held.Length == 0);

        Copy(rig);
        held = "something of the person's own"u8.ToArray();
        rig.Wait(45).Until(() => rig.Text.Contains("left alone", StringComparison.Ordinal));
        Assert.Equal("something of the person's own", Encoding.UTF8.GetString(held));
    }

    [Fact]
    public void Over_ssh_the_desktop_of_the_other_machine_is_not_asked()
    {
        using ScreenRig rig = Desktop(new ScreenRig().With("SSH_CONNECTION", "10.0.0.1"), _ => throw new InvalidOperationException("asked"), () => []);
        Copy(rig);
        Assert.Contains(Sequence, rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Inside_tmux_its_buffer_is_used_and_deleted()
    {
        List<string> commands = [];
        using ScreenRig rig = new ScreenRig().With("TMUX", "/tmp/tmux");
        rig.Terminal.Programs = (command, input) =>
        {
            lock (commands)
                commands.Add($"{string.Join(' ', command)} < {Encoding.UTF8.GetString(input)}");
            return [];
        };
        Copy(rig);
        Assert.Equal(["tmux load-buffer -b secrets -w - < hf_abcdefghij"], commands);
        rig.Wait(45).Until(() => commands.Count == 3);
        Assert.Equal("tmux delete-buffer -b secrets < ", commands[2]);
    }

    [Fact]
    public void Quitting_takes_it_back()
    {
        ScreenRig rig = new();
        Copy(rig);
        rig.Dispose();
        Assert.Contains("\e]52;c;\a", rig.Terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Locking_takes_it_back()
    {
        using ScreenRig rig = new();
        Copy(rig);
        rig.Daemon.SetLocked(true);
        rig.Until(() => rig.Terminal.Raw.Contains("\e]52;c;\a", StringComparison.Ordinal));
        Assert.Equal(0, rig.Model.Clipboard.SecondsLeft);
    }

    [Fact]
    public void What_is_too_long_for_the_terminal_is_refused_with_another_way()
    {
        using ScreenRig rig = new(prepare: daemon => daemon.Put("long", new string('x', 100_000)));
        rig.Type("y").Until(() => rig.Text.Contains("secrets get long prints it", StringComparison.Ordinal));
        Assert.Equal(0, rig.Model.Clipboard.SecondsLeft);
    }

    [Fact]
    public void A_reference_is_copied_and_stays()
    {
        using ScreenRig rig = new();
        rig.Type("jp").Type("runp\r").Until(() => rig.Text.Contains("copied (terminal)", StringComparison.Ordinal));
        Assert.Contains($"\e]52;c;{Convert.ToBase64String("{{ RUNPOD_SECRET_hf_token }}"u8)}\a", rig.Terminal.Raw, StringComparison.Ordinal);
        Assert.Equal(0, rig.Model.Clipboard.SecondsLeft);
    }

    private static void Copy(ScreenRig rig) => rig.Type("gjy").Until(() => rig.Model.Clipboard.SecondsLeft == 45).Pump();

    private static ScreenRig Desktop(ScreenRig rig, Action<byte[]> copy, Func<byte[]> paste)
    {
        rig.Terminal.Programs = (command, input) =>
        {
            if (command[0] == "wl-paste")
                return [.. paste()];
            copy(input);
            return [];
        };
        return rig.With("WAYLAND_DISPLAY", "wayland-0");
    }
}
