using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Files;

/// <summary>Configurations that mean harm get a clear error, start nothing and touch nothing.</summary>
public sealed class HostileConfigurationTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public HostileConfigurationTests() => Assert.Equal(0, _home.Run("set", "token=t0ken-value").ExitCode);

    public void Dispose() => _home.Dispose();

    public static readonly TheoryData<string, string, string> Cases = new()
    {
        // What grows, or takes for ever.
        { "bomb.dstack.yml", Bomb(), "" },
        { "loop.dstack.yml", "type: task\na: &a [*a]\ncommands: [touch started]\n", "" },
        { "line.dstack.yml", "type: task\nenv: [\"A=" + new string('x', 10 << 20) + "\"]\ncommands: [touch started]\n", "longer than" },
        { "deep.dstack.yml", "type: task\nenv: " + new string('[', 100_000), "" },
        { "deep.json", new string('[', 100_000), "" },
        { "fly.toml", "a = " + new string('[', 100_000), "" },
        { "many.dstack.yml", "type: task\nenv:\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"  - A{i}=${{{{ secrets.no{i} }}}}\n")) + "commands: [touch started]\n", "" },
        // What is somebody else's.
        { "other.dstack.yml", "type: task\nenv:\n  - A=${{ secrets.prod/token }}\ncommands: [touch started]\n", "no legal reference" },
        { "up.dstack.yml", "type: task\nenv:\n  - A=${{ secrets.../token }}\ncommands: [touch started]\n", "no legal reference" },
        { "secrets.yml", "project: ../other\ncommand: touch started\n", "" },
        { "fly.toml", "app = '../../x'\n[processes]\na = 'touch started'\n", "no project name" },
        { "config.yaml", "secrets: {\"a\\nb\": null}\ndocker_server: {start_command: touch started}\n", "no secret name" },
        { "config.yaml", "secrets: {\"../../etc/passwd\": null}\ndocker_server: {start_command: touch started}\n", "no secret name" },
        { "name.dstack.yml", "type: task\nenv: {\"A\\nLD_PRELOAD\": x}\ncommands: [touch started]\n", "" },
        { "preload.dstack.yml", "type: task\nenv: [LD_PRELOAD=/tmp/x.so]\ncommands: [touch started]\n", "refusing to set LD_PRELOAD" },
        { "nul.dstack.yml", "type: task\ncommands: [\"touch started\\0\"]\n", "NUL" },
        { "escape.dstack.yml", "type: task\nenv: {\"A\\e[31m\": x}\ncommands: [touch started]\n", "" },
        // What lies elsewhere.
        { "secrets.yml", File("/run/../etc/x"), "no path to mount" },
        { "secrets.yml", File("relative"), "no path to mount" },
        { "secrets.yml", File("/run/a//b"), "no path to mount" },
        { "secrets.yml", File("\"/run/a\\nb\""), "no path to mount" },
        { "secrets.yml", File("/etc/passwd"), "there is such a file" },
        { "secrets.yml", File("/etc/passwd/x"), "is no folder" },
        { "secrets.yml", File("/dev/sda9"), "the kernel's own" },
        { "secrets.yml", File("/proc/self/environ"), "the kernel's own" },
        { "secrets.yml", File("HOME/link"), "there is such a file" },
        { "secrets.yml", File("HOME/to-etc/passwd"), "there is such a file" },
        { "secrets.yml", "files: [{path: /run/x1/a, local_path: /dev/zero}]\ncommand: touch started\n", "there is no file" },
        { "secrets.yml", "files: [{path: /run/x1/a, local_path: pipe}]\ncommand: touch started\n", "there is no file" },
        { "secrets.yml", "files: [{path: /run/x1/a, local_path: .}]\ncommand: touch started\n", "there is no file" },
        { "secrets.yml", "files: [{path: /run/x1/a, secret: token}, {path: /run/x1/a/b, secret: token}]\ncommand: touch started\n", "is a file already" },
    };

    [ToolFact("bwrap")]
    public void Each_gets_its_error_and_nothing_is_touched()
    {
        System.IO.File.CreateSymbolicLink(Place("link"), "/nowhere/at/all");
        System.IO.File.CreateSymbolicLink(Place("to-etc"), "/etc");
        Assert.Equal(0, NativeProcess.Run(new Launched(Programs.Find("mkfifo")!, Launched.Bytes([Place("pipe")]))).ExitCode);
        int number = 0;
        foreach (object[] row in Cases)
        {
            (string name, string text, string message) = ((string)row[0], ((string)row[1]).Replace("HOME", _home.Folder, StringComparison.Ordinal), (string)row[2]);
            string folder = Directory.CreateDirectory(Place($"case{number++}")).FullName;
            System.IO.File.WriteAllText(Path.Combine(folder, name), text);
            System.IO.File.CreateSymbolicLink(Path.Combine(folder, "pipe"), Place("pipe"));
            Finished finished = NativeProcess.Run(_home.Command("run", "-f", name) with { Folder = folder });
            string shown = finished.Error.Length > 500 ? finished.Error[..500] : finished.Error;
            Assert.True(finished.ExitCode == 125 && finished.Text == "" && finished.Error.StartsWith("secrets: error: ", StringComparison.Ordinal), $"{number} {name}: {finished.ExitCode} {shown}");
            Assert.True(finished.Error.Contains(message, StringComparison.Ordinal), $"{number} {name}: {shown}");
            Assert.True(finished.Error.Split('\n').Length <= 4 && !finished.Error.Any(c => char.IsControl(c) && c != '\n'), $"{number} {name}: {shown}");
            Assert.DoesNotContain("t0ken-value", finished.Error, StringComparison.Ordinal);
            Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
        }
        Assert.All((string[])["/run/x1", "/etc/x", "/dev/sda9", "/nowhere"], path => Assert.False(Path.Exists(path)));
        // The daemon serves on.
        Assert.Equal("t0ken-value", _home.Run("get", "token").Text);
    }

    private static string File(string path) => $"files: [{{path: {path}, secret: token}}]\ncommand: touch started\n";

    /// <summary>Nine levels of nine: 387,420,489 texts, for who follows every alias.</summary>
    private static string Bomb()
    {
        StringBuilder text = new("type: task\nl0: &l0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++)
            text.Append($"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]\n");
        return text.Append("env: *l8\ncommands: [touch started]\n").ToString();
    }

    private string Place(string name) => Path.Combine(_home.Folder, name);
}
