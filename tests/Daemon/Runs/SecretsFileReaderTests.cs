using System.Text.Json;
using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.SecretsFile;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

public sealed class SecretsFileReaderTests
{
    private const string File = "secrets.yml";

    [Fact]
    public void The_whole_format_in_one_file()
    {
        const string Text = """
            project: llm
            environment: dev
            env:
              HF_TOKEN: ${{ secrets.hf.token }}
              URL: "postgres://app:${{ secrets.db-password }}@db/app?a=$$b"
              LITERAL: $${{ secrets.x }}
              PORT: 8080
              RATIO: 1.10
              DEBUG: yes
              EMPTY: ""
              LANG:
            files:
              - path: /run/tls.key
                secret: tls
              - path: /etc/app.ini
                content: "key=${{ secrets.hf.token }}"
              - path: /etc/raw
                content: aGk=
                encoding: base64
              - path: /etc/local
                local_path: conf/local.ini
            registry_auth:
              registry: ghcr.io
              username: me
              password: ${{ secrets.hf.token }}
            command: python -m 'my app'
            working_dir: sub
            restart: on-failure
            """;
        FakeVault vault = Planning.VaultWith("hf.token", "db-password", "tls", "unused");
        using RunPlan plan = Planning.Plan(vault, new RunRequest(Configuration: Text, FileName: File, Accepts: [RunParts.Files, RunParts.Registry]));
        Assert.Equal(
            ["DEBUG=yes", "EMPTY=", "HF_TOKEN=hf.token!", "LITERAL=${{ secrets.x }}", "PORT=8080", "RATIO=1.10", "URL=postgres://app:db-password!@db/app?a=$$b"],
            plan.Shown());
        Assert.Equal(["LANG"], plan.FromCaller);
        Assert.Equal(["/run/tls.key=tls!", "/etc/app.ini=key=hf.token!", "/etc/raw=hi", "/etc/local<conf/local.ini"], plan.ShownFiles());
        Assert.Equal("ghcr.io me hf.token!", plan.ShownRegistry());
        Assert.Equal("python|-m|my app", plan.ShownCommand());
        Assert.Equal("sub", plan.WorkingDirectory);
        Assert.Equal(new SecretScope("llm", "dev"), vault.Selection!.Scope);
        Assert.DoesNotContain(vault.Opened, secret => secret.Name == "unused");
        Assert.Equal(RestartPolicy.OnFailure, ConfigurationReader.Read(Text, File, null).Restart);
    }

    [Theory]
    [InlineData("", "A=A!,B=B!")]
    [InlineData("project: p", "A=A!,B=B!")]
    [InlineData("env: {A: x}", "A=x")]
    [InlineData("secrets: all\nenv: {A: x}", "A=x,B=B!")]
    [InlineData("secrets: none", "")]
    [InlineData("secrets: [B]", "B=B!")]
    [InlineData("secrets: [A, B]\nenv: {A: x}", "A=x,B=B!")]
    [InlineData("secrets: all\nenv: [A]", "B=B!")]
    public void Which_secrets_become_variables_is_said_or_follows_from_env(string text, string expected)
    {
        using RunPlan plan = Planning.PlanAll(text, File, "A", "B");
        Assert.Equal(expected, string.Join(',', plan.Shown()));
    }

    [Theory]
    [InlineData("commands: [a, 'b &', c]", "/bin/sh|-c|a && { b & } && c")]
    [InlineData("shell: bash\ncommands: [a]", "/bin/bash|-c|a")]
    [InlineData("command: [a, 1, 'b c']", "a|1|b c")]
    [InlineData("command: echo '$${{ x }}' $HOME", "echo|${{ x }}|$HOME")]
    [InlineData("commands: []", null)]
    public void The_command_is_one_or_several(string text, string? expected)
    {
        using RunPlan plan = Planning.PlanAll(text, File);
        Assert.Equal(expected, plan.ShownCommand());
    }

    [Theory]
    [InlineData("comands: [a]", "1:1: secrets.yml has no 'comands'")]
    [InlineData("project: a/b", "1:10: 'a/b' is no project name")]
    [InlineData("environment: ..", "1:14: '..' is no environment name")]
    [InlineData("secrets: some", "1:10: 'secrets' is neither all, none nor a list of names")]
    [InlineData("secrets: [hf.token]", "1:11: 'hf.token' is no variable name")]
    [InlineData("env: 5", "1:6: 'env' is a number, not a map or a list")]
    [InlineData("env: {A: [1]}", "1:10: A is a list, not a text")]
    [InlineData("env: {A B: 1}", "1:7: an entry of 'env' has no variable name")]
    [InlineData("env: [hunter2 is my password]", "1:7: an entry of 'env' has no variable name")]
    [InlineData("env: [A=1, A=2]", "1:12: 'env' sets A twice")]
    [InlineData("env: {A: '${{ secrets.x'}", "1:10: a reference is opened with '${{' and never closed")]
    [InlineData("env: {A: '${{ env.x }}'}", "1:10: 'env.x' is no legal reference")]
    [InlineData("env: {A: '${{ secrets. }}'}", "1:10: 'secrets.' is no legal reference")]
    [InlineData("env: {A: '${{ secrets.p/e/x }}'}", "1:10: 'secrets.p/e/x' is no legal reference")]
    [InlineData("files: {}", "1:8: 'files' is a map, not a list")]
    [InlineData("files: [{path: /a}]", "1:9: a file needs one of 'secret', 'content' and 'local_path'")]
    [InlineData("files: [{path: /a, secret: x, mode: 0600}]", "1:31: a file has no 'mode'")]
    [InlineData("files: [{path: ../a, secret: x}]", "1:16: '../a' is no path to mount a file at")]
    [InlineData("files: [{path: /a, secret: x, encoding: hex}]", "1:41: 'encoding' is not base64")]
    [InlineData("files: [{path: /a, content: '?', encoding: base64}]", "1:29: 'content' is not base64")]
    [InlineData("files: [{path: /a, local_path: b, encoding: base64}]", "1:32: 'local_path' is a file's path, and takes no encoding")]
    [InlineData("registry_auth: {username: a}", "1:16: 'registry_auth' needs a 'password'")]
    [InlineData("command: a\ncommands: [b]", "1:10: 'command' together with 'commands'")]
    [InlineData("command: \"a 'b\"", "1:10: 'command' has a quotation that is not closed")]
    [InlineData("command: curl ${{ secrets.a }}", "1:10: a secret is not put into a command, where every process can read it")]
    [InlineData("command: [a, \"b\\0\"]", "1:1: the command holds a NUL character")]
    [InlineData("restart: no", "1:10: 'restart' is a truth value, not a text")]
    [InlineData("restart: sometimes", "1:10: 'restart' is neither never, on-failure nor always")]
    [InlineData("shell: fish\ncommands: [a]", "1:8: 'shell' is neither sh, bash nor an absolute path")]
    public void A_mistake_is_named_with_its_place(string text, string expected) => Assert.Equal($"secrets.yml:{expected}", Planning.Mistake(text, File, "A"));

    [Fact]
    public void The_schema_for_editors_knows_the_same_keys()
    {
        using Stream stream = typeof(SecretsFileReader).Assembly.GetManifestResourceStream("secrets.schema.json")!;
        using JsonDocument schema = JsonDocument.Parse(stream);
        Assert.Equal(SecretsFileReader.Keys, schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
    }
}
