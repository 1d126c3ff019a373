using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>What <c>lint</c> takes a file for, and how it ends.</summary>
public sealed class LintTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("app.properties", "DB_PW=${{ secrets.nope }}\n", "1:7")]
    [InlineData("x.env.tpl", "A=1\nDB_PW=${{ secrets.nope }}\n", "2:7")]
    [InlineData("prod.env", "A=1\nDB_PW=${{ secrets.nope }}\n", "2:7")]
    [InlineData("app.json", "{\n  \"pw\": \"${{ secrets.nope }}\"\n}\n", "2:10")]
    [InlineData("Cargo.toml", "[package]\nname = 'x'\ntoken = '${{ secrets.nope }}'\n", "3:10")]
    [InlineData("fly.toml", "app = 'default'\n[env]\nA = '${{ secrets.nope }}'\n", "3:6")]
    [InlineData("config.yaml", "server:\n  password: ${{ secrets.nope }}\n", "2:13")]
    [InlineData("config.yml", "model_name: x\nsecrets: {}\ntoken: ${{ secrets.nope }}\n", "3:8")]
    [InlineData("bom.txt", "\uFEFF${{ secrets.nope }}\n", "1:1")]
    [InlineData("values.yaml", "a: {{ .Values.a }}\nb: {{ RUNPOD_SECRET_nope }}\n", "2:4")]
    public void A_file_that_is_no_run_configuration_is_read_as_inject_reads_it(string name, string text, string place)
    {
        Write(name, text);
        Finished found = _home.Run("lint", name);
        Assert.Equal((1, $"{name}:{place}: missing: no secret named nope in default/default\n", ""), (found.ExitCode, found.Text, found.Error));
        Assert.Equal(3, _home.Run("inject", name).ExitCode);
    }

    [Theory]
    [InlineData("deployment.yaml", "{{- if .Values.on }}\napiVersion: v1\nkind: {{ .Values.kind }}\n{{- end }}\n")]
    [InlineData("secrets.yaml", "apiVersion: v1\nkind: Secret\nstringData:\n  a: {{ .Values.a | quote }}\n")]
    [InlineData("config.yaml", "{{ range .Items }}\n- {{ . }}\n{{ end }}\n")]
    [InlineData("setup.ini", "[main]\nuser = {{ item }}\nport 5\n")]
    [InlineData("pyproject.toml", "[tool\nx = \n")]
    [InlineData("tsconfig.json", "{\n  // a comment\n  \"a\": 1,\n}\n")]
    [InlineData("odd.env", "export A=1\nnot an assignment\n")]
    [InlineData("twice.env", "A=1\nA=2\n")]
    [InlineData("kustomization.yml", "env: x\nenv: y\n")]
    [InlineData("job.yaml", "type: service\nname: [x\n")]
    public void Templates_of_others_give_no_findings(string name, string text)
    {
        Write(name, text);
        Finished found = _home.Run("lint", name);
        Assert.Equal((0, "", ""), (found.ExitCode, found.Text, found.Error));
    }

    [Theory]
    [InlineData("x.dstack.yml", "type: job\n")]
    [InlineData("secrets.yml", "enw: {A: b}\n")]
    [InlineData("secrets.yml", "env: [\n")]
    [InlineData("fly.production.toml", "app = \n")]
    [InlineData("run.yml", "type: task\ncommands: 5\n")]
    [InlineData("truss.yml", "model_name: x\nsecrets: 5\n")]
    [InlineData("pod.json", "{\"imageName\": \"x\", \"dockerStartCmd\": 5}")]
    public void A_run_configuration_is_told_what_a_run_would_say(string name, string text)
    {
        Write(name, text);
        Finished found = _home.Run("lint", name);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains(": illegal: ", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_format_can_be_said()
    {
        Write("fly.toml", "app = \n${{ secrets.nope }}\n");
        Assert.Equal("fly.toml:2:1: missing: no secret named nope in default/default\n", _home.Run("lint", "--format", "text", "fly.toml").Text);
        Write("t.txt", "type: task\n");
        Assert.Equal((2, ""), (_home.Run("lint", "--format", "compose", "t.txt").ExitCode, _home.Run("lint", "--format", "compose", "t.txt").Text));
        Assert.Contains("dstack, truss, runpod, fly, secrets or text", _home.Run("lint", "--format", "compose", "t.txt").Error, StringComparison.Ordinal);
        Assert.Equal(125, _home.Run("run", "--format", "text", "-f", "t.txt", "--", "true").ExitCode);
    }

    [Fact]
    public void A_text_is_looked_up_where_inject_would_look()
    {
        Assert.Equal(0, _home.Run("project", "create", "llm").ExitCode);
        Write("secrets.yml", "project: llm\n");
        Write("a.toml", "project: x\ntoken: ${{ secrets.nope }}\n");
        Write("fly.toml", "[[files]]\nguest_path = '/x'\nsecret_name = 'nope'\n");
        Assert.Equal(
            "a.toml:2:8: missing: no secret named nope in llm/default\nfly.toml:3:15: missing: no secret named nope in default/default\n",
            _home.Run("lint", "a.toml", "fly.toml").Text);
    }

    [Fact]
    public void One_illegal_place_hides_no_missing_name()
    {
        Assert.Equal(0, _home.Run("project", "create", "llm").ExitCode);
        Assert.Equal(0, _home.Run("environment", "create", "-p", "llm", "dev").ExitCode);
        Write("t.txt", "${{ secrets.a b }} ${{ secrets.nope }}\n${{ secrets.c d }}\n${{ secrets.open\n${{ secrets.nein }}\n");
        Write("secrets.yml", "env:\n  A: ${{ secrets.nope }}\nwrong: 1\nproject: llm\n");
        Write("x.dstack.yml", "type: task\nenv:\n  - A=${{ secrets.x y }}\n  - B=${{ secrets.nope }}\n");
        Finished found = _home.Run("lint", "-e", "dev", "t.txt", "secrets.yml", "x.dstack.yml");
        string[] lines = [.. found.Text.Split('\n').Select(line => line.Split(" named ") is [var before, var after] ? $"{before} {after}" : line)];
        Assert.Equal(
            [
                "t.txt:1:1: illegal: 'a b' is no secret name",
                "t.txt:1:20: missing: no secret nope in llm/dev",
                "t.txt:2:1: illegal: 'c d' is no secret name",
                "t.txt:3:1: illegal: a reference is opened and never closed",
                "t.txt:4:1: missing: no secret nein in llm/dev",
                "secrets.yml:2:6: missing: no secret nope in llm/dev",
                "secrets.yml:3:1: illegal: secrets.yml has no 'wrong'",
            ],
            lines[..7]);
        Assert.Contains("x.dstack.yml:4:7: missing: no secret nope in llm/dev", lines);
        Assert.Contains(lines, line => line.StartsWith("x.dstack.yml:3:", StringComparison.Ordinal) && line.Contains(": illegal: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_read_is_no_finding_and_hides_none()
    {
        Write("t.txt", "${{ secrets.nope }}\n");
        Write("clean.txt", "");
        File.WriteAllBytes(Path.Combine(_home.Folder, "binary"), [0xff, 0xfe, 0]);
        Finished found = _home.Run("lint", "absent-1", "t.txt", "absent-2", "clean.txt");
        Assert.Equal((3, "t.txt:1:1: missing: no secret named nope in default/default\n"), (found.ExitCode, found.Text));
        Assert.Equal(
            "secrets: error: the file absent-1 cannot be read: no such file or directory\nsecrets: error: the file absent-2 cannot be read: no such file or directory\n",
            found.Error);
        Finished binary = _home.Run("lint", "binary", "t.txt", "absent", "--json");
        Assert.Equal(2, binary.ExitCode);
        Assert.Contains("\"file\": \"t.txt\"", binary.Text, StringComparison.Ordinal);
        Assert.Contains("binary is no text in UTF-8", binary.Error, StringComparison.Ordinal);
        Assert.Equal(2, _home.Run("lint", ".").ExitCode);
        Assert.Equal(3, _home.Run("lint", "t.txt/x").ExitCode);
    }

    [Fact]
    public void A_long_name_is_shown_whole()
    {
        string name = new string('n', 90) + ".yml";
        Write(name, "${{ secrets.nope }}\n");
        Assert.StartsWith($"{name}:1:1: missing", _home.Run("lint", name).Text, StringComparison.Ordinal);
        Write(name, "type: task\ncommands: 5\n");
        Assert.Contains($"error: {name}:2:11: ", _home.Run("run", "-f", name, "--format", "dstack").Error, StringComparison.Ordinal);
        Assert.StartsWith($"{name}:2:11: illegal", _home.Run("lint", name).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("      - uses: actions/checkout@0b496e91ec7ae4428c3ed2eeb4c3a40df431f2cc")]
    [InlineData("  revision: b9eb57a06083cb9e5a083885fad991aa79c0bd24")]
    [InlineData("rev = \"b9eb57a06083cb9e5a083885fad991aa79c0bd24\"")]
    [InlineData("  commit: b9eb57a06083cb9e5a083885fad991aa79c0bd24")]
    [InlineData("  ref: b9eb57a06083cb9e5a083885fad991aa79c0bd24")]
    public void A_commit_is_no_credential(string line)
    {
        Write("t.yaml", line + "\n");
        Finished found = _home.Run("lint", "t.yaml");
        Assert.Equal((0, ""), (found.ExitCode, found.Text));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_home.Folder, name), text);
}
