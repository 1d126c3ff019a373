using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary>The person's editor: a command for the shell, as VISUAL and EDITOR have it, with arguments of ours.</summary>
/// <param name="command">Such as <c>vim</c> or <c>code --wait</c>.</param>
/// <param name="isChosen">Whether the person named it.</param>
internal sealed class Editor(string command, bool isChosen)
{
    private const int Interrupt = 2;
    private const int Quit = 3;

    /// <summary>The editor that the environment names, else <c>vi</c>.</summary>
    public static Editor Of(Func<string, string?> variable) =>
        variable("VISUAL") is { Length: > 0 } visual ? new(visual, true) : variable("EDITOR") is { Length: > 0 } editor ? new(editor, true) : new("vi", false);

    /// <summary>The command.</summary>
    public string Command => command;

    /// <summary>Whether the person named it: a script may then be the editor. What we take instead needs a terminal.</summary>
    public bool IsChosen => isChosen;

    /// <summary>Opens a file and waits for the editor's end.</summary>
    /// <returns>Its exit code.</returns>
    public int Open(string file, ChildEnvironment environment, string folder)
    {
        // ctrl+C is the editor's; it goes to every process of the terminal.
        _ = Launch.Libc.SetSignal(Interrupt, Launch.Libc.IgnoreHandler);
        _ = Launch.Libc.SetSignal(Quit, Launch.Libc.IgnoreHandler);
        try
        {
            return ChildProcess.Start("/bin/sh", ["-c", $"{command} \"$@\"", "editor", .. Discretion(), file], environment, folder).Wait();
        }
        finally
        {
            _ = Launch.Libc.SetSignal(Interrupt, Launch.Libc.DefaultHandler);
            _ = Launch.Libc.SetSignal(Quit, Launch.Libc.DefaultHandler);
        }
    }

    /// <summary>What keeps the editors that we know from writing the text, or parts of it, to other places.</summary>
    public string[] Discretion()
    {
        string program = Path.GetFileName(command.Split(' ', 2)[0]);
        if (program == "vi")
            program = Resolved(program);
        return program switch
        {
            // No swap file, no registers and marks in ~/.viminfo or shada, no backup, no undo file.
            _ when program.StartsWith("vim", StringComparison.Ordinal) || program is "nvim" or "gvim" or "view" =>
                ["-n", "-i", "NONE", "-c", "set nobackup nowritebackup noundofile"],
            // Restricted: no backup, no other file.
            "nano" => ["-R"],
            _ when program.StartsWith("emacs", StringComparison.Ordinal) && program != "emacsclient" =>
                ["--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)"],
            _ => [],
        };
    }

    /// <summary>What a name on the usual path really is: <c>vi</c> is a link to one of many.</summary>
    private static string Resolved(string program)
    {
        foreach (string folder in new[] { "/usr/local/bin", "/usr/bin", "/bin" })
        {
            string path = Path.Combine(folder, program);
            if (File.Exists(path))
                return Path.GetFileName(File.ResolveLinkTarget(path, returnFinalTarget: true)?.Name ?? program);
        }
        return program;
    }
}
