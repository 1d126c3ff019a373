using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Files;

/// <summary>Files at paths of their own, which the run alone sees; the machine stays as it is.</summary>
public sealed class MountedFileTests : IDisposable
{
    /// <summary>baseten: docs.baseten.co, "Read secrets in your start_command", word for word.</summary>
    private const string Truss =
        """
        secrets:
          hf_access_token: null
        docker_server:
          start_command: sh -c "HF_TOKEN=$(cat /secrets/hf_access_token) my-server --port 8000"
        """;

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public MountedFileTests() => Assert.Equal(0, _home.Run("set", "hf_access_token=hf_t0ken", "cert64=Y2VydA==").ExitCode);

    public void Dispose() => _home.Dispose();

    [ToolFact("bwrap")]
    public void A_Truss_file_runs_as_it_is()
    {
        Write("config.yaml", Truss);
        InstallServer(_home.Folder);
        bool before = Directory.Exists("/secrets");
        Finished finished = _home.Run("run", "-f", "config.yaml");
        Assert.Equal(("", "hf_t0ken --port 8000\n"), (finished.Error, finished.Text));
        Assert.Equal(before, Directory.Exists("/secrets"));
    }

    [ToolFact("bwrap")]
    public void Files_of_Fly_are_base64_raw_or_local()
    {
        // fly.io/docs/reference/configuration/#the-files-section
        Write("local.conf", "from the machine");
        Write("fly.toml",
            """
            app = 'default'
            [processes]
            app = "sh -c 'cat /srv/own/cert /srv/own/raw /srv/own/deeper/local; stat -c %a /srv/own/cert /srv/own'"
            [[files]]
            guest_path = '/srv/own/cert'
            secret_name = 'cert64'
            [[files]]
            guest_path = '/srv/own/raw'
            raw_value = 'cmF3Cg=='
            [[files]]
            guest_path = '/srv/own/deeper/local'
            local_path = 'local.conf'
            """);
        Finished finished = _home.Run("run", "-f", "fly.toml");
        Assert.Equal(("", "certraw\nfrom the machine400\n700\n"), (finished.Error, finished.Text));
        Assert.False(Directory.Exists("/srv/own"));
    }

    [ToolFact("bwrap")]
    public void The_process_stays_the_same_and_so_does_all_that_it_inherits()
    {
        const string State = "echo $$; id; pwd; umask; grep -E '^(Sig(Pnd|Blk|Ign|Cgt)|Shd|NoNew|Seccomp:|Uid|Gid)' /proc/self/status; cat /proc/self/limits; ls /proc/self/fd; tr '\\0' '\\n' </proc/self/environ";
        byte[] odd = [0xff, (byte)' ', (byte)'\n', 0x80];
        foreach (string folder in (string[])[_home.Folder, "/"])
        {
            Launched plain = new(Programs.Secrets, [.. Launched.Bytes(["run", "--only", "hf_access_token", "--", "sh", "-c", State + "; printf '%s' \"$0\" \"$@\"", "zero"]), odd, []])
            {
                Environment = [.. _home.Environment(), [.. "ODD="u8, .. odd]],
                Folder = folder,
            };
            Launched mounted = plain with { Arguments = [.. Launched.Bytes(["run", "--file", "cert64=/secrets/x"]), .. plain.Arguments.Skip(1)] };
            using NativeProcess first = NativeProcess.Start(plain);
            using NativeProcess second = NativeProcess.Start(mounted);
            Finished expected = first.Wait(), actual = second.Wait();
            Assert.Equal("", actual.Error);
            Assert.Equal($"{second.Id}", actual.Text.Split('\n')[0]);
            Assert.Equal(Encoding.Latin1.GetString(expected.Output)[$"{first.Id}".Length..], Encoding.Latin1.GetString(actual.Output)[$"{second.Id}".Length..]);
        }
    }

    [ToolFact("bwrap")]
    public void Exit_codes_and_signals_are_the_programs_own()
    {
        foreach ((string script, int code, int signal) in (ReadOnlySpan<(string, int, int)>)[("exit 7", 7, 0), ("kill -TERM $$", 143, 15), ("kill -KILL $$", 137, 9)])
        {
            Finished finished = _home.Run("run", "--file", "cert64=/secrets/x", "--", "sh", "-c", script);
            Assert.Equal((code, signal, ""), (finished.ExitCode, finished.Signal, finished.Error));
        }
    }

    [ToolFact("bwrap")]
    public void What_keeps_a_program_from_starting_is_told_as_without_files()
    {
        foreach ((string program, int code) in (ReadOnlySpan<(string, int)>)[("no-such-program", 127), ("/etc/passwd", 126), ("./missing", 127)])
        {
            Finished plain = _home.Run("run", program), mounted = _home.Run("run", "--file", "cert64=/secrets/x", program);
            Assert.Equal((code, plain.Error, ""), (mounted.ExitCode, mounted.Error, mounted.Text));
        }
    }

    [ToolFact("bwrap")]
    public void The_rest_of_the_machine_is_there_and_cannot_be_unveiled()
    {
        string file = Path.Combine(_home.Folder, "written");
        Finished finished = _home.Run(
            "run", "--file", "cert64=/etc/secrets-test-x/cert", "--", "sh", "-c", $"ls /etc | grep -vx secrets-test-x; echo kept >{file}; umount /etc 2>/dev/null; cat /etc/secrets-test-x/cert >&2; echo x >/etc/new");
        Assert.Equal(Directory.GetFileSystemEntries("/etc").Select(entry => Path.GetFileName(entry)).Where(name => name[0] != '.').Order(StringComparer.Ordinal), finished.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.StartsWith("Y2VydA==", finished.Error, StringComparison.Ordinal);
        Assert.Contains("cannot create", finished.Error, StringComparison.Ordinal);
        Assert.Equal("kept\n", File.ReadAllText(file));
        Assert.False(Directory.Exists("/etc/secrets-test-x"));
        Assert.False(File.Exists("/etc/new"));
    }

    [ToolFact("bwrap")]
    public void A_target_that_would_cover_or_leave_something_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_home.Folder, "dangling"), "/nowhere/at/all");
        File.CreateSymbolicLink(Path.Combine(_home.Folder, "to-etc"), "/etc");
        File.CreateSymbolicLink(Path.Combine(_home.Folder, "to-dev"), "/dev");
        string[] before = Directory.GetFileSystemEntries(_home.Folder);
        foreach ((string path, string message) in (ReadOnlySpan<(string, string)>)
        [
            ("/etc/passwd", "there is such a file"),
            ("/etc", "there is such a file"),
            ("/etc/passwd/x", "is no folder"),
            ("/dev/null", "the kernel's own"),
            ("/dev/new", "the kernel's own"),
            ("/proc/self/x", "the kernel's own"),
            ("/proc/1/root/etc/passwd", "no file can be put"),
            ("/sys/new", "the kernel's own"),
            ("/etc/../x", "no path for a file"),
            ($"{_home.Folder}/dangling", "there is such a file"),
            ($"{_home.Folder}/to-etc/passwd", "there is such a file"),
            ($"{_home.Folder}/to-dev/new", "the kernel's own"),
            ($"{_home.Folder}/new", "a folder that you write to"),
        ])
        {
            Finished finished = _home.Run("run", "--file", "cert64=" + path, "--", "true");
            Assert.Equal(125, finished.ExitCode);
            Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(_home.Folder).Order());
    }

    [Fact]
    public void Without_bubblewrap_its_package_is_named_and_optional_files_are_left_out()
    {
        string tools = Directory.CreateDirectory(Path.Combine(_home.Folder, "tools")).FullName;
        foreach (string tool in (string[])["sh", "cat", "env"])
            File.CreateSymbolicLink(Path.Combine(tools, tool), Programs.Find(tool)!);
        _home.Variables["PATH"] = tools;
        Write("config.yaml", Truss);
        Finished finished = _home.Run("run", "-f", "config.yaml");
        Assert.Equal(125, finished.ExitCode);
        Assert.Equal(
            "secrets: error: files at paths of their own need bwrap, which is not installed\n"
            + "secrets: hint: install the package bubblewrap; or secrets run --file NAME, which puts the file in $SECRETS_DIR\n",
            finished.Error);
        // A model class gets its secrets from Truss, which takes the variable as well.
        Write("config.yaml", "secrets: {hf_access_token: null}\n");
        Finished model = _home.Run("run", "-f", "config.yaml", "--", "sh", "-c", "echo $TRUSS_SECRET_hf_access_token");
        Assert.Equal("hf_t0ken\n", model.Text);
        Assert.Contains("/secrets/hf_access_token is not there", model.Error, StringComparison.Ordinal);
        Assert.Equal("hf_t0ken", _home.Run("run", "--file", "hf_access_token", "--", "sh", "-c", "cat $SECRETS_DIR/hf_access_token").Text);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_home.Folder, name), text);

    /// <summary>A server that says what it was given.</summary>
    private void InstallServer(string folder)
    {
        string server = Path.Combine(folder, "my-server");
        File.WriteAllText(server, "#!/bin/sh\necho \"$HF_TOKEN $*\"\n");
        File.SetUnixFileMode(server, (UnixFileMode)0x1ed);
        _home.Variables["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
