using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>How a run begins and ends, on the real vault.</summary>
public sealed class RunEndTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(127, "no program named 'no-such-program'", "no-such-program")]
    [InlineData(127, "./missing cannot be run: no such file", "./missing")]
    [InlineData(126, "./plain cannot be run: permission denied", "./plain")]
    [InlineData(126, "/tmp cannot be run", "/tmp")]
    [InlineData(127, "./nowhere cannot be run", "./nowhere")]
    [InlineData(125, "no command to run")]
    [InlineData(125, "no secret named missing", "--only", "missing", "true")]
    public void Codes_tell_what_kept_it_from_starting(int code, string message, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_home.Folder, "plain"), "x");
        File.WriteAllText(Path.Combine(_home.Folder, "nowhere"), "#!/no/such/interpreter\n");
        File.SetUnixFileMode(Path.Combine(_home.Folder, "nowhere"), (UnixFileMode)0x1ed);
        Finished finished = _home.Run(["run", "--", .. arguments.Length > 0 && arguments[0] == "--only" ? [] : arguments]);
        if (arguments.Length > 0 && arguments[0] == "--only")
            finished = _home.Run(["run", .. arguments]);
        Assert.Equal(code, finished.ExitCode);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        Assert.Equal("", finished.Text);
    }

    /// <summary>A makefile or a script that is run with secrets and asks for one itself means the same vault and scope.</summary>
    [Fact]
    public void A_command_within_a_run_finds_the_same_vault_and_scope()
    {
        Assert.Equal(0, _home.Run("project", "create", "other", "-q").ExitCode);
        Assert.Equal(0, _home.Run("set", "-q", "-p", "other", "token=of-other").ExitCode);
        _home.Variables["SECRETS_PROJECT"] = "other";
        Finished finished = _home.Run("run", "--", Programs.Secrets, "run", "--", Programs.Secrets, "get", "token");
        Assert.Equal((0, "of-other", ""), (finished.ExitCode, finished.Text.TrimEnd('\n'), finished.Error));
    }

    [Fact]
    public void A_locked_vault_starts_nothing()
    {
        Assert.Equal(0, _home.Run("lock").ExitCode);
        Finished finished = _home.Run("run", "--", "touch", "started");
        Assert.Equal(125, finished.ExitCode);
        Assert.Equal("secrets: error: the vault is locked\nsecrets: hint: secrets unlock\n", finished.Error);
        Assert.False(File.Exists(Path.Combine(_home.Folder, "started")));
        Assert.Equal(4, _home.Run("get", "x").ExitCode);
    }

    [Fact]
    public void A_program_that_is_not_permitted_is_passed_over_for_one_that_is()
    {
        string first = Directory.CreateDirectory(Path.Combine(_home.Folder, "first")).FullName;
        string second = Directory.CreateDirectory(Path.Combine(_home.Folder, "second")).FullName;
        File.WriteAllText(Path.Combine(first, "tool"), "#!/bin/sh\necho first\n");
        File.WriteAllText(Path.Combine(second, "tool"), "echo second $0 $1\n");
        File.SetUnixFileMode(Path.Combine(second, "tool"), (UnixFileMode)0x1ed);
        _home.Variables["PATH"] = $"/nowhere:/etc/hostname:{first}:{second}:/usr/bin:/bin";
        // The second has no line that names its interpreter: the shell's, as for execvp.
        Finished finished = _home.Run("run", "tool", "x");
        Assert.Equal($"second {second}/tool x\n", finished.Text);
        File.Delete(Path.Combine(second, "tool"));
        Assert.Equal(126, _home.Run("run", "tool").ExitCode);
    }

    [Fact]
    public void A_dstack_file_runs_as_it_is()
    {
        Directory.CreateDirectory(Path.Combine(_home.Folder, "conf/inner"));
        File.WriteAllText(
            Path.Combine(_home.Folder, "conf/train.dstack.yml"),
            """
            type: task
            working_dir: inner
            env:
              - TOKEN=${{ secrets.hf_token }}
              - FROM_CALLER
              - PRICE=$$5
            commands:
              - echo "$TOKEN|$FROM_CALLER|$PRICE"
              - pwd
            """);
        Assert.Equal(0, _home.Run("set", "hf_token=t0ken", "unrelated=x").ExitCode);
        Finished missing = _home.Run("run", "-f", "conf/train.dstack.yml");
        Assert.Equal(125, missing.ExitCode);
        Assert.Contains("FROM_CALLER", missing.Error, StringComparison.Ordinal);
        _home.Variables["FROM_CALLER"] = "mine";
        Finished finished = _home.Run("run", "-f", "conf/train.dstack.yml");
        Assert.Equal($"t0ken|mine|$5\n{Path.Combine(_home.Folder, "conf/inner")}\n", finished.Text);
        Assert.Equal("t0ken\n", _home.Run("run", "-f", "conf/train.dstack.yml", "--", "sh", "-c", "echo $TOKEN$unrelated").Text);
    }

    [Fact]
    public void All_missing_names_are_listed_and_nothing_is_started()
    {
        File.WriteAllText(Path.Combine(_home.Folder, ".dstack.yml"), "type: task\nenv:\n  - A=${{ secrets.one }}\n  - B=${{ secrets.two }}\ncommands:\n  - touch started\n");
        Finished finished = _home.Run("run", "-f", ".dstack.yml");
        Assert.Equal(125, finished.ExitCode);
        Assert.Contains("one", finished.Error, StringComparison.Ordinal);
        Assert.Contains("two", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home.Folder, "started")));
    }

    [Fact]
    public void The_first_command_starts_the_daemon_and_the_vault_is_still_there()
    {
        Assert.Equal(0, _home.Run("set", "a=1").ExitCode);
        _home.StopDaemon();
        Assert.Equal(7, _home.Run("daemon", "status").ExitCode);
        Assert.Equal(0, _home.Run("list").ExitCode);
        Assert.Equal(0, _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
        Assert.Equal("1", _home.Run("get", "a").Text);
        Assert.Equal(0, _home.Run("daemon", "stop").ExitCode);
        Assert.Equal(7, _home.Run("daemon", "status").ExitCode);
        Assert.Contains(_home.Paths.Pipe, _home.Run("daemon", "log", "-n", "100").Text, StringComparison.Ordinal);
    }
}
