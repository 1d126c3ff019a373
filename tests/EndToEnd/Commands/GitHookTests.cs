using System.Text;
using System.Text.Json;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

public sealed class GitHookTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly string _repository;

    public GitHookTests()
    {
        _repository = Directory.CreateDirectory(Path.Combine(_home.Folder, "repository")).FullName;
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@b"), ("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@b")])
            _home.Variables[name] = value;
    }

    public void Dispose() => _home.Dispose();

    [ToolFact("git")]
    public void A_commit_with_the_value_of_a_secret_is_refused_and_the_value_not_shown()
    {
        Assert.Equal(0, _home.Run("set", "token=hf_t0kenValue", "short=abc").ExitCode);
        Assert.Equal(0, _home.Run("set", "--write-only", "sealed=write-only-value").ExitCode);
        Assert.Equal(0, _home.RunWith("first line\nsecond line\n"u8.ToArray(), "set", "key=-").ExitCode);
        Assert.Equal(0, _home.Run("environment", "create", "prod").ExitCode);
        Assert.Equal(0, _home.Run("set", "-e", "prod", "other=in-another-environment").ExitCode);
        Assert.Equal(0, Git("init", "-q").ExitCode);
        Assert.Equal("OK\n", Secrets("hook", "git").Text);
        Assert.Equal("OK\n", Secrets("hook", "git").Text);

        Write("clean.txt", "abc, hf_t0kenValu and write-only-valu\n");
        Assert.Equal(0, Commit("clean.txt").ExitCode);
        // Not what is staged, so nobody's business.
        Write("untracked.txt", "hf_t0kenValue");

        Write("a ü.txt", "x\nTOKEN=\"hf_t0kenValue\"\nxwrite-only-valuex\n");
        Write("b.bin", "\0\u0001first line\nsecond linein-another-environment");
        Write("big.txt", new string('y', 600_000) + "\nhf_t0kenValue\n");
        Finished refused = Commit("a ü.txt", "b.bin", "big.txt");
        Assert.Equal(1, refused.ExitCode);
        string all = refused.Text + refused.Error;
        foreach (string line in (string[])
        [
            "a ü.txt:2: the value of token in default/default",
            "a ü.txt:3: the value of sealed in default/default",
            "b.bin:1: the value of key in default/default",
            "b.bin:2: the value of other in default/prod",
            "big.txt:2: the value of token in default/default",
        ])
            Assert.Contains(line, all, StringComparison.Ordinal);
        Assert.Equal(6, all.Split('\n').Count(line => line.Contains("the value", StringComparison.Ordinal)));
        foreach (string value in (string[])["hf_t0kenValue", "write-only-value", "second line", "in-another-environment"])
            Assert.DoesNotContain(value, all, StringComparison.Ordinal);
        Assert.Equal("1\n", Git("rev-list", "--count", "HEAD").Text);

        // Where nobody can look, nothing is committed.
        Assert.Equal(0, Git("reset", "-q").ExitCode);
        Write("fine.txt", "fine");
        Assert.Equal(0, _home.Run("lock").ExitCode);
        Finished locked = Commit("fine.txt");
        Assert.NotEqual(0, locked.ExitCode);
        Assert.Contains("the vault is locked", locked.Error, StringComparison.Ordinal);
    }

    [ToolFact("git")]
    public void A_value_that_is_only_staged_in_the_vault_is_found()
    {
        Assert.Equal(0, _home.Run("set", "token=hf_liveValue", "gone=deleted-later").ExitCode);
        Assert.Equal(0, _home.Run("set", "--stage", "token=hf_stagedValue", "later=staged-only-value").ExitCode);
        Assert.Equal(0, _home.Run("unset", "--stage", "gone").ExitCode);
        Assert.Equal(0, Git("init", "-q").ExitCode);
        Write("a.txt", "hf_liveValue\nhf_stagedValue\nstaged-only-value\ndeleted-later\n");
        Assert.Equal(0, Git("add", "a.txt").ExitCode);
        Finished found = Secrets("hook", "git", "--check");
        Assert.Equal(1, found.ExitCode);
        Assert.Equal(
            "a.txt:1: the value of token in default/default\na.txt:2: the value of token in default/default\na.txt:3: the value of later in default/default\na.txt:4: the value of gone in default/default\n",
            found.Text);
    }

    [ToolFact("git")]
    public void A_value_is_found_in_base64_and_escaped_for_JSON_and_URLs()
    {
        const string Value = "p@ss \"w\\ord\"/ü<+>?1";
        byte[] bytes = Encoding.UTF8.GetBytes(Value);
        Assert.Equal(0, _home.RunWith([.. bytes, (byte)'\n'], "set", "odd=-").ExitCode);
        Assert.Equal(0, _home.RunWith("line one\nline two\n"u8.ToArray(), "set", "lines=-").ExitCode);
        Assert.Equal(0, Git("init", "-q").ExitCode);
        string[] forms =
        [
            Convert.ToBase64String(bytes),
            Convert.ToBase64String([.. bytes, (byte)'\n']),
            Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"u:{Value}")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"usr:x{Value} and more")),
            "{\"a\": \"p@ss \\\"w\\\\ord\\\"/ü<+>?1\"}",
            "{\"a\": \"p@ss \\\"w\\\\ord\\\"/\\u00fc<+>?1\"}",
            "{\"a\": \"p@ss \\\"w\\\\ord\\\"\\/\\u00fc<+>?1\"}",
            "{\"a\": \"p@ss \\\"w\\\\ord\\\"/ü\\u003c+\\u003e?1\"}",
            JsonSerializer.Serialize(Value),
            Uri.EscapeDataString(Value),
            Uri.EscapeDataString(Value).ToLowerInvariant(),
            Uri.EscapeDataString(Value).Replace("%20", "+", StringComparison.Ordinal),
        ];
        Write("forms.txt", string.Join('\n', forms) + "\n");
        Write("lines.json", "{\n\"key\": \"line one\\nline two\\n\"}\n");
        Write("clean.txt", "cEBz line one two p%40ss\n");
        Assert.Equal(0, Git("add", ".").ExitCode);
        Finished found = Secrets("hook", "git", "--check");
        Assert.Equal(1, found.ExitCode);
        Assert.Equal(
            string.Concat(Enumerable.Range(1, forms.Length).Select(line => $"forms.txt:{line}: the value of odd in default/default\n")) + "lines.json:2: the value of lines in default/default\n",
            found.Text);
    }

    [ToolFact("git")]
    public void Somebody_elses_hook_stays()
    {
        Assert.Equal(3, Secrets("hook", "git").ExitCode);
        Assert.Equal(0, Git("init", "-q").ExitCode);
        string hook = Path.Combine(_repository, ".git/hooks/pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\n");
        Finished finished = Secrets("hook", "git");
        Assert.Equal(6, finished.ExitCode);
        Assert.Contains("secrets hook git --check", finished.Error, StringComparison.Ordinal);
        Assert.Equal("#!/bin/sh\n", File.ReadAllText(hook));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_repository, name), text);

    private Finished Commit(params string[] files)
    {
        Assert.Equal(0, Git(["add", "--", .. files]).ExitCode);
        return Git("commit", "-q", "-m", "x");
    }

    private Finished Secrets(params string[] arguments) => NativeProcess.Run(_home.Command(arguments) with { Folder = _repository });

    private Finished Git(params string[] arguments) => NativeProcess.Run(
        new Launched(Programs.Find("git")!, Launched.Bytes(arguments)) { Environment = _home.Environment(), Folder = _repository });
}
