using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Files;

/// <summary>An ordinary user needs no privilege for files at paths of their own, and nobody else sees them.</summary>
public sealed class OrdinaryUserTests
{
    private const int User = 65534;

    private static readonly string[] AsUser = ["--reuid", $"{User}", "--regid", $"{User}", "--clear-groups", "--"];

    [OtherUserFact]
    public void A_Truss_file_runs_as_it_is_and_its_secrets_are_seen_by_the_run_alone()
    {
        string? tool = Programs.Find("setpriv");
        string shared = Directory.CreateTempSubdirectory("st-").FullName;
        File.SetUnixFileMode(shared, (UnixFileMode)0x1ff);
        try
        {
            if (tool is null || Programs.Find("bwrap") is null || As(shared, tool, Programs.Secrets, "version").ExitCode != 0)
                return;
            string key = Path.Combine(shared, "key"), server = Path.Combine(shared, "my-server");
            File.WriteAllText(
                Path.Combine(shared, "config.yaml"),
                "secrets:\n  hf_access_token: null\ndocker_server:\n  start_command: sh -c \"HF_TOKEN=$(cat /secrets/hf_access_token) my-server --port 8000\"\n");
            File.WriteAllText(server, "#!/bin/sh\necho \"$HF_TOKEN $* $(id -u) $(stat -c %a /secrets /secrets/hf_access_token | tr '\\n' ' ')\"\nread line\n");
            File.SetUnixFileMode(server, (UnixFileMode)0x1ed);
            Assert.Equal(("", ""), Both(As(shared, tool, Programs.Secrets, "init", "-q", "--key-file", key)));
            Assert.Equal(("OK\n", ""), Both(As(shared, tool, Programs.Secrets, "set", "hf_access_token=hf_t0ken")));
            bool before = Directory.Exists("/secrets");
            using (NativeProcess run = NativeProcess.StartOnTerminal(Command(shared, tool, Programs.Secrets, "run", "-f", "config.yaml")))
            {
                run.WaitFor($"hf_t0ken --port 8000 {User} 700 400");
                // Root sees no such folder, nor does the same user elsewhere, and whoever looks through /proc needs the right to trace.
                Assert.Equal(before, Directory.Exists("/secrets"));
                Assert.NotEqual(0, As(shared, tool, "/bin/cat", "/secrets/hf_access_token").ExitCode);
                Assert.NotEqual(0, NativeProcess.Run(Command(shared, tool, "/bin/cat", $"/proc/{run.Id}/root/secrets/hf_access_token") with
                {
                    Arguments = Launched.Bytes(["--reuid", "65533", "--regid", "65533", "--clear-groups", "--", "/bin/cat", $"/proc/{run.Id}/root/secrets/hf_access_token"]),
                }).ExitCode);
                run.Type("\n");
                Assert.Equal(0, run.Wait().ExitCode);
            }
            // An ordinary user's way into the mounts goes through a user namespace, where credentials change: the tie to our life must hold.
            string pid = Path.Combine(shared, "pid");
            using (NativeProcess run = NativeProcess.Start(Command(shared, tool, Programs.Secrets, "run", "--mask", "-f", "config.yaml", "--", "sh", "-c", $"test -r /secrets/hf_access_token && echo $$ >{pid}; exec sleep 600")))
            {
                Bounded.Until(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('\n'), "it runs");
                int program = int.Parse(File.ReadAllText(pid));
                Assert.NotEqual(run.Id, program);
                run.Send(9);
                run.Wait();
                Bounded.Until(() => !HomeProcesses.IsAlive(program), "the program went with us");
            }
            Assert.Equal("OK\n", As(shared, tool, Programs.Secrets, "daemon", "stop").Text);
        }
        finally
        {
            _ = As(shared, tool!, Programs.Secrets, "daemon", "stop");
            Directory.Delete(shared, recursive: true);
        }
    }

    private static (string, string) Both(Finished finished) => (finished.Text, finished.Error);

    private static Finished As(string home, string tool, params string[] command) => NativeProcess.Run(Command(home, tool, command));

    private static Launched Command(string home, string tool, params string[] command) => new(tool, Launched.Bytes([.. AsUser, .. command]))
    {
        Environment = [.. Launched.Bytes([$"PATH={home}:/usr/bin:/bin", $"HOME={home}", $"SECRETS_HOME={home}/h", $"DOTNET_ROOT={Programs.DotnetRoot}"])],
        Folder = home,
    };
}
