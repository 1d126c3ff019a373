using System.Buffers.Text;
using Secrets.Tui.Terminal;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>
/// The clipboard of whoever sits before the terminal: the desktop's own program where there is one at hand, tmux's buffer inside tmux,
/// else the terminal itself.
/// </summary>
/// <param name="terminal">The terminal.</param>
/// <param name="variable">Reads an environment variable, null when unset.</param>
internal sealed class TerminalClipboard(ITerminal terminal, Func<string, string?> variable) : IClipboard
{
    /// <summary>xterm takes no longer sequence, and others are no more generous.</summary>
    private const int LongestSequence = 74_994;

    private const string TmuxBuffer = "secrets";

    private string? _way;

    /// <inheritdoc/>
    public string? Copy(ReadOnlySpan<byte> bytes)
    {
        _way = CopyToDesktop(bytes) ?? CopyToTmux(bytes) ?? CopyToTerminal(bytes);
        return _way;
    }

    /// <inheritdoc/>
    /// <remarks>Neither tmux's outer terminal nor a terminal by itself tells what it holds: there it is emptied in any case.</remarks>
    public bool Clear(ReadOnlySpan<byte> bytes)
    {
        ClipboardTool? tool = Tools().FirstOrDefault(tool => tool.Name == _way);
        if (tool is not null)
        {
            byte[]? held = terminal.Run(tool.Paste, [], wantsOutput: true);
            bool isOurs = held is not null && held.AsSpan().SequenceEqual(bytes);
            held?.AsSpan().Clear();
            if (isOurs)
                terminal.Run(tool.Copy, [], wantsOutput: false);
            return isOurs;
        }
        if (_way == "tmux")
        {
            terminal.Run(["tmux", "load-buffer", "-b", TmuxBuffer, "-w", "-"], " "u8, wantsOutput: false);
            terminal.Run(["tmux", "delete-buffer", "-b", TmuxBuffer], [], wantsOutput: false);
        }
        terminal.Write("\e]52;c;\a"u8);
        return true;
    }

    private string? CopyToDesktop(ReadOnlySpan<byte> bytes)
    {
        foreach (ClipboardTool tool in Tools())
        {
            if (terminal.Run(tool.Copy, bytes, wantsOutput: false) is not null)
                return tool.Name;
        }
        return null;
    }

    /// <summary>tmux drops the terminal's own sequence with its usual settings, but hands its buffers on with -w.</summary>
    private string? CopyToTmux(ReadOnlySpan<byte> bytes) =>
        variable("TMUX") is { Length: > 0 } && terminal.Run(["tmux", "load-buffer", "-b", TmuxBuffer, "-w", "-"], bytes, wantsOutput: false) is not null
            ? "tmux"
            : null;

    /// <summary>xterm's OSC 52. Nobody answers, so it is only hoped that it worked.</summary>
    private string? CopyToTerminal(ReadOnlySpan<byte> bytes)
    {
        int length = Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        if (length > LongestSequence)
            return null;
        ReadOnlySpan<byte> begin = "\e]52;c;"u8;
        byte[] sequence = GC.AllocateArray<byte>(begin.Length + length + 1, pinned: true);
        begin.CopyTo(sequence);
        Base64.EncodeToUtf8(bytes, sequence.AsSpan(begin.Length), out _, out int written);
        sequence[begin.Length + written] = (byte)'\a';
        terminal.Write(sequence.AsSpan(0, begin.Length + written + 1));
        sequence.AsSpan().Clear();
        return "terminal";
    }

    /// <summary>The programs of this desktop. Over ssh they would reach the clipboard of the wrong machine.</summary>
    private IEnumerable<ClipboardTool> Tools()
    {
        if (variable("SSH_CONNECTION") is { Length: > 0 } || variable("SSH_TTY") is { Length: > 0 })
            yield break;
        if (OperatingSystem.IsMacOS())
            yield return new ClipboardTool("pbcopy", ["pbcopy"], ["pbpaste"]);
        if (variable("WAYLAND_DISPLAY") is { Length: > 0 })
            yield return new ClipboardTool("wl-copy", ["wl-copy"], ["wl-paste", "--no-newline"]);
        if (variable("DISPLAY") is { Length: > 0 })
            yield return new ClipboardTool("xclip", ["xclip", "-selection", "clipboard"], ["xclip", "-selection", "clipboard", "-o"]);
    }
}
