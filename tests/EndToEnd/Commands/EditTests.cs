using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Secrets.Tui.Commands;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>A value in an editor: what is stored, and that nothing stays behind.</summary>
public sealed class EditTests : IDisposable
{
    private const string Canary = "canary-of-the-editor";

    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly string _memory = Directory.CreateDirectory($"/dev/shm/st-{Guid.NewGuid():n}").FullName;

    public EditTests()
    {
        _home.Variables["XDG_RUNTIME_DIR"] = _memory;
        Assert.Equal(0, _home.Run("set", "a", Canary).ExitCode);
    }

    public void Dispose()
    {
        _home.Dispose();
        Directory.Delete(_memory, recursive: true);
    }

    [LinuxFact]
    public void What_was_changed_is_a_new_version_and_nothing_is_left()
    {
        Finished finished = Edit("printf 'more\\n' >>\"$1\"; stat -c '%a %n' \"$1\" \"$(dirname \"$1\")\" > modes; touch \"$1~\" \"$TMPDIR/.a.swp\"; echo \"$TMPDIR\" > place");
        Assert.Equal((0, "OK\n"), (finished.ExitCode, finished.Text));
        Assert.Equal($"{Canary}more", _home.Run("get", "a").Text);
        string[] modes = File.ReadAllLines(Path.Combine(_home.Folder, "modes"));
        Assert.StartsWith($"600 {_memory}/secrets-edit.", modes[0], StringComparison.Ordinal);
        Assert.EndsWith("/a", modes[0], StringComparison.Ordinal);
        Assert.Equal($"700 {Path.GetDirectoryName(modes[0][4..])}", modes[1]);
        Assert.Equal(Path.GetDirectoryName(modes[0][4..]), File.ReadAllText(Path.Combine(_home.Folder, "place")).Trim());
        Assert.Empty(Left());
    }

    [LinuxFact]
    public void Without_a_terminal_only_an_editor_that_was_named_is_started()
    {
        Finished finished = _home.Run("edit", "a");
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("no terminal to edit on", finished.Error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [LinuxFact]
    public void Unchanged_empty_and_failed_edits_store_nothing()
    {
        (string Script, int Code, string Message)[] edits =
        [
            ("true", 0, "was not changed"),
            ("echo >>\"$1\"", 0, "was not changed"),
            (": >\"$1\"", 0, "left empty"),
            ("echo x >\"$1\"; exit 3", 1, "ended with 3"),
            ("echo x >\"$1\"; kill -KILL $$", 1, "ended with 137"),
        ];
        foreach ((string script, int code, string message) in edits)
        {
            Finished finished = Edit(script);
            Assert.Equal(code, finished.ExitCode);
            Assert.Contains(message, finished.Error, StringComparison.Ordinal);
            Assert.Empty(Left());
        }
        Assert.Equal(Canary, _home.Run("get", "a").Text);
        Assert.Contains("\"version\": 1", _home.Run("show", "a", "--json").Text, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_client_that_is_killed_leaves_nothing()
    {
        Script("echo $$ > editor; exec sleep 600");
        using NativeProcess edit = NativeProcess.Start(_home.Command("edit", "a"));
        string editor = Path.Combine(_home.Folder, "editor");
        Bounded.Until(() => File.Exists(editor) && File.ReadAllText(editor).EndsWith('\n'), "the editor runs");
        Assert.Contains(Left(), file => File.ReadAllText(file).Contains(Canary, StringComparison.Ordinal));
        edit.Send(9);
        Bounded.Until(() => Left().Length == 0, "the directory is gone");
        _ = NativeLibc.Kill(int.Parse(File.ReadAllText(editor)), 9);
    }

    [LinuxFact]
    public void What_a_lost_helper_left_is_removed_by_the_next_edit()
    {
        string old = Directory.CreateDirectory(Path.Combine(_memory, "secrets-edit.2147483646.0123456789abcdef")).FullName;
        File.WriteAllText(Path.Combine(old, "a"), Canary);
        string living = Directory.CreateDirectory(Path.Combine(_memory, $"secrets-edit.{Environment.ProcessId}.0123456789abcdef")).FullName;
        Assert.Equal(0, Edit("true").ExitCode);
        Assert.Equal([living], Directory.GetDirectories(_memory));
    }

    [LinuxFact]
    public void A_write_only_secret_is_refused_until_it_has_a_readable_value()
    {
        Assert.Equal(0, _home.Run("set", "a", "--write-only").ExitCode);
        Finished finished = Edit("echo x >\"$1\"");
        Assert.Equal(5, finished.ExitCode);
        Assert.Equal(3, _home.Run("edit", "none").ExitCode);
        // Bytes that are no text stay what they are.
        byte[] value = [0, 0xff, 0xfe, (byte)'\n', 0x80];
        Assert.Equal(0, _home.RunWith(value, "set", "a=-", "--readable").ExitCode);
        Assert.Equal(0, Edit("printf 'x' >>\"$1\"").ExitCode);
        Assert.Equal([.. value, (byte)'x'], _home.Run("get", "a").Output);
    }

    [ToolFact("vim")]
    public void Vim_works_and_writes_nowhere_else()
    {
        _home.Variables["TERM"] = "xterm";
        _home.Variables["EDITOR"] = "vim";
        File.WriteAllText(Path.Combine(_home.Folder, ".vimrc"), $"set undofile undodir={_home.Folder} backup backupdir={_home.Folder} directory={_home.Folder}\n");
        using NativeProcess edit = NativeProcess.StartOnTerminal(_home.Command("edit", "a"));
        edit.WaitFor(Canary);
        edit.Type("yyA-changed\u001b:wq\r");
        Assert.Equal(0, edit.Wait().ExitCode);
        Assert.Equal($"{Canary}-changed", _home.Run("get", "a").Text);
        Assert.Empty(Left());
        foreach (string file in Directory.GetFiles(_home.Folder))
            Assert.DoesNotContain(Canary, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void Without_a_place_in_memory_nothing_is_written()
    {
        string[] places = ["/proc", "relative", "/none"];
        SecretsException refused = Assert.Throws<SecretsException>(() => new EditPlace(places));
        Assert.Equal(ErrorCode.Refused, refused.Code);
    }

    private Finished Edit(string script)
    {
        Script(script);
        return _home.Run("edit", "a");
    }

    private void Script(string script)
    {
        string file = Path.Combine(_home.Folder, "ed.sh");
        File.WriteAllText(file, $"{script}\n");
        _home.Variables["EDITOR"] = $"sh {file}";
    }

    private string[] Left() => Directory.GetFiles(_memory, "*", SearchOption.AllDirectories);
}
