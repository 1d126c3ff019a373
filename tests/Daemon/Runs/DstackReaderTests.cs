using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>The rules are those of dstack's reference (dstack.ai/docs/reference/dstack.yml, concepts/secrets) and of its interpolator's own tests.</summary>
public sealed class DstackReaderTests
{
    private const string File = "run.dstack.yml";

    [Theory]
    [InlineData("", "")]
    [InlineData("${ENV}", "${ENV}")]
    [InlineData("$ENV and $", "$ENV and $")]
    [InlineData("$${{ENV}}", "${{ENV}}")]
    [InlineData("echo $${{ENV}}", "echo ${{ENV}}")]
    [InlineData("${{ secrets.a }}", "a!")]
    [InlineData("${{secrets.a}}", "a!")]
    [InlineData("${{ \t secrets.a   }}", "a!")]
    [InlineData("x${{ secrets.a }}y${{ secrets._b1 }}z", "xa!y_b1!z")]
    [InlineData("${{ secrets.a }}}}", "a!}}")]
    [InlineData("$$${{ secrets.a }}", "$a!")]
    [InlineData("$$$${{ secrets.a }}", "$${{ secrets.a }}")]
    [InlineData("cost: 5$$", "cost: 5$")]
    // A lone dollar sign keeps what follows it as it is, up to the next reference.
    [InlineData("$a $$b", "$a $$b")]
    [InlineData("$$b $a $$c", "$b $a $$c")]
    [InlineData("$a $${{ secrets.a }}", "$a $a!")]
    public void References_are_read_as_dstack_reads_them(string written, string expected)
    {
        using RunPlan plan = Planning.Plan($"type: task\nenv:\n  A: '{written}'\n", File, "a", "_b1");
        Assert.Equal([$"A={expected}"], plan.Shown());
    }

    [Theory]
    [InlineData("${{ secrets.password }", "never closed")]
    [InlineData("${{ secrets.pass-word }}", "no legal reference")]
    [InlineData("${{ .password }}", "no legal reference")]
    [InlineData("${{ password. }}", "no legal reference")]
    [InlineData("${{ password }}", "no legal reference")]
    [InlineData("${{ secrets.password.hash }}", "no legal reference")]
    [InlineData("${{ secrets.007 }}", "no legal reference")]
    [InlineData("${{ secrets. password }}", "no legal reference")]
    [InlineData("${{}}", "no legal reference")]
    [InlineData("${{ env.name }}", "not known here")]
    [InlineData("${{ run.args }}", "not known here")]
    [InlineData("${{ github.token }}", "not known here")]
    public void Illegal_references_are_errors_with_their_place(string written, string expected)
    {
        foreach (string env in new[] { $"  - A={written}\n", $"  A: '{written}'\n" })
        {
            SecretsException refusal = Planning.Refusal(() => Planning.Plan($"type: task\n\nenv:\n{env}", File));
            Assert.Equal(ErrorCode.Invalid, refusal.Code);
            Assert.StartsWith("run.dstack.yml:4:", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_environment_is_a_list_with_values_and_names_from_the_caller()
    {
        using RunPlan plan = Planning.Plan("type: task\nenv:\n  - A=1=2\n  - B=\n  - HF_TOKEN\n  - C= padded \n  - |\n    D=two\n    lines\n", File);
        Assert.Equal(["A=1=2", "B=", "C= padded", "D=two\nlines\n"], plan.Shown());
        Assert.Equal(["HF_TOKEN"], plan.FromCaller);
    }

    [Theory]
    [InlineData("text", "text")]
    [InlineData("'1.10'", "1.10")]
    [InlineData("1.10", "1.1")]
    [InlineData("7", "7")]
    [InlineData("010", "8")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("-12", "-12")]
    [InlineData("12:30", "750")]
    [InlineData("1e3", "1e3")]
    [InlineData("1.0e+3", "1000.0")]
    [InlineData("2.0e-4", "0.0002")]
    [InlineData("1.5e-7", "1.5e-07")]
    [InlineData("1.0e+16", "1e+16")]
    [InlineData("123456789012345.5", "123456789012345.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("-0.0", "-0.0")]
    [InlineData(".5", "0.5")]
    [InlineData("-.inf", "-inf")]
    [InlineData("yes", "True")]
    [InlineData("off", "False")]
    [InlineData("true", "True")]
    [InlineData("!!str 010", "010")]
    [InlineData("\"\"", "")]
    public void A_map_gives_the_text_that_dstack_makes_of_a_value(string written, string expected)
    {
        using RunPlan plan = Planning.Plan($"type: task\nenv:\n  A: {written}\n", File);
        Assert.Equal([$"A={expected}"], plan.Shown());
    }

    [Theory]
    [InlineData("env:\n  A:\n", "3:3: 'env' gives A no value")]
    [InlineData("env:\n  A: [1]\n", "3:6: A is a list, not a text")]
    [InlineData("env:\n  A: 2024-01-01\n", "3:6: A is a date or time, not a text")]
    [InlineData("env:\n  - A: b\n", "3:5: an entry of the list 'env' is a map")]
    [InlineData("env:\n  - 9A=x\n", "3:5: an entry of 'env' is neither NAME=value nor NAME")]
    [InlineData("env:\n  - A B\n", "3:5: an entry of 'env' is neither NAME=value nor NAME")]
    [InlineData("env:\n  - 5\n", "3:5: an entry of 'env' is a number, not a text")]
    [InlineData("env:\n  - A=1\n  - A=2\n", "4:5: 'env' sets A twice")]
    [InlineData("env:\n  A: 1\n  A: 2\n", "4:3: the key 'A' stands twice in one map")]
    [InlineData("env:\n  A-B: 1\n", "3:3: 'A-B' is no variable name")]
    [InlineData("env: HF_TOKEN\n", "2:6: 'env' is a text, not a list or a map")]
    [InlineData("commands: echo hi\n", "2:11: 'commands' is a text, not a list")]
    [InlineData("commands:\n  - echo\n  - a: b\n", "4:5: a command is a map, not a text")]
    [InlineData("commands:\n  - [ls]\n", "3:5: a command is a list, not a text")]
    [InlineData("commands: [ls]\nshell: zsh\n", "3:8: 'shell' is neither sh, bash nor an absolute path")]
    [InlineData("commands: [ls]\nentrypoint: 'sh \"a'\n", "3:13: 'entrypoint' has a quotation that is not closed")]
    [InlineData("commands: [ls]\nworking_dir: [a]\n", "3:14: 'working_dir' is a list, not a text")]
    [InlineData("commands:\n  - echo ${{ secrets.a }}\n", "3:5: secrets are interpolated in 'env' and 'registry_auth', not in commands")]
    [InlineData("commands:\n  - echo ${{ dstack.node_rank }}\n", "3:5: 'dstack.node_rank' is not known in commands")]
    [InlineData("registry_auth: {username: a}\n", "2:16: 'registry_auth' needs a 'password'")]
    [InlineData("registry_auth: {username: a, password: b, token: c}\n", "2:43: 'registry_auth' has no 'token'")]
    public void A_mistake_is_named_with_line_and_column_and_no_value(string text, string expected)
    {
        SecretsException refusal = Planning.Refusal(() => Planning.Plan("type: task\n" + text, File));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.Equal($"run.dstack.yml:{expected}", refusal.Message);
    }

    [Theory]
    [InlineData("image: a\ncommands: [a, b]", "/bin/sh|-c|a && b")]
    [InlineData("commands: [a, b]", "/bin/bash|-c|a && b")]
    [InlineData("shell: sh\ncommands: [a]", "/bin/sh|-c|a")]
    [InlineData("shell: bash\nimage: a\ncommands: [a]", "/bin/bash|-c|a")]
    [InlineData("shell: /usr/bin/zsh\ncommands: [a]", "/usr/bin/zsh|-c|a")]
    [InlineData("shell: sh\ncommands: ['server &', ' b ']", "/bin/sh|-c|{ server & } && b")]
    [InlineData("shell: sh\ncommands: ['serve & ', 'b &']", "/bin/sh|-c|{ serve & } && { b & }")]
    [InlineData("shell: sh\ncommands: [\"python train.py ${{ run.args }}\"]", "/bin/sh|-c|python train.py")]
    [InlineData("shell: sh\ncommands: [\"echo $$ $HOME\"]", "/bin/sh|-c|echo $ $HOME")]
    [InlineData("shell: sh\ncommands: [yes, 1.10]", "/bin/sh|-c|True && 1.1")]
    [InlineData("image: a\nentrypoint: python -m 'a b'\ncommands: [--x, \"y z\"]", "python|-m|a b|--x|y z")]
    [InlineData("image: a", null)]
    [InlineData("image: a\ncommands:", null)]
    public void The_command_is_what_dstack_would_run(string text, string? expected)
    {
        using RunPlan plan = Planning.Plan("type: task\n" + text, File);
        Assert.Equal(expected, plan.Command is null ? null : string.Join('|', plan.Command));
    }

    [Fact]
    public void A_services_commands_are_not_interpolated_at_all()
    {
        using RunPlan plan = Planning.Plan("type: service\nport: 80\nshell: sh\ncommands: ['echo $$ ${{ run.args }}']\n", File);
        Assert.Equal("echo $$ ${{ run.args }}", plan.Command![2]);
        Assert.Contains("not in commands", Planning.Refusal(() => Planning.Plan("type: service\ncommands: ['a ${{secrets.b}}']\n", File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dev_environment_has_no_command()
    {
        using RunPlan plan = Planning.Plan("type: dev-environment\nide: vscode\ninit: [pip install x]\nenv: [A=1]\n", File);
        Assert.Null(plan.Command);
        Assert.Equal(["A=1"], plan.Shown());
    }

    [Fact]
    public void Replica_groups_leave_the_command_to_the_caller_and_say_so()
    {
        using RunPlan plan = Planning.Plan("type: service\nport: 80\nreplicas:\n  - count: 1\n    commands: [a]\n", File);
        Assert.Null(plan.Command);
        Assert.Equal(["the commands of replica groups are not run; name the command after --"], plan.Notes);
    }

    [Fact]
    public void The_working_directory_is_passed_on()
    {
        using RunPlan plan = Planning.Plan("type: task\nworking_dir: /src\ncommands: [a]\n", File);
        Assert.Equal("/src", plan.WorkingDirectory);
    }

    [Fact]
    public void The_one_run_among_several_documents_is_taken()
    {
        using RunPlan plan = Planning.Plan("type: volume\nname: a\n---\ntype: task\nshell: sh\ncommands: [a]\n---\ntype: fleet\n---\n", File);
        Assert.Equal(["/bin/sh", "-c", "a"], plan.Command);
        Assert.Equal("run.dstack.yml:3:1: a second run in one file", Planning.Refusal(() => Planning.Plan("type: task\n---\ntype: service\n", File)).Message);
        Assert.Equal("run.dstack.yml:1:1: no task, service or dev-environment to run", Planning.Refusal(() => Planning.Plan("type: fleet\n", File)).Message);
        Assert.Equal("run.dstack.yml:1:7: this type is none of dstack's", Planning.Refusal(() => Planning.Plan("type: job\n", File)).Message);
        Assert.Equal("run.dstack.yml:1:1: a dstack configuration needs a 'type'", Planning.Refusal(() => Planning.Plan("commands: [a]\n", File)).Message);
    }

    [Fact]
    public void What_describes_the_machine_is_left_alone()
    {
        using RunPlan plan = Planning.Plan(
            "type: task\nnodes: 2\npython: 3.12\nresources:\n  gpu: 24GB..\n  shm_size: 16GB\nports: [8000, '80:80']\nvolumes: ['a:/b']\nretry: on\nsomething_new: [1, {a: b}]\ncommands: [a]\n", File);
        Assert.Equal(["/bin/bash", "-c", "a"], plan.Command);
    }

    [Theory]
    [InlineData("image: nvcr.io/nim/model\nregistry_auth:\n  username: $oauthtoken\n  password: ${{ secrets.key }}", "nvcr.io $oauthtoken key!")]
    [InlineData("image: user/model\nregistry_auth: {username: a, password: b}", "https://index.docker.io/v1/ a b")]
    [InlineData("image: docker.io/user/model\nregistry_auth: {username: a, password: b}", "https://index.docker.io/v1/ a b")]
    [InlineData("image: localhost:5000/model:1\nregistry_auth: {username: a, password: b}", "localhost:5000 a b")]
    [InlineData("image: ghcr.io/a/b\nenv: {U: me, P: 'x${{ secrets.key }}'}\nregistry_auth: {username: '${{ env.U }}', password: '${{ env.P }}'}", "ghcr.io me xkey!")]
    public void The_registry_login_knows_secrets_and_the_environment(string text, string expected)
    {
        using RunPlan plan = Planning.PlanAll("type: task\n" + text, File, "key");
        Assert.Equal(expected, plan.ShownRegistry());
    }

    [Theory]
    [InlineData("password: '${{ env.HF }}'", "4:40: HF is the caller's, and the caller's environment stays with the caller")]
    [InlineData("password: '${{ env.X }}'", "4:40: 'env' sets no X")]
    [InlineData("password: '${{ run.args }}'", "4:40: 'run.args' is not known here")]
    public void The_registry_login_refuses_what_it_cannot_know(string text, string expected) =>
        Assert.Equal($"run.dstack.yml:{expected}", Planning.Mistake($"type: task\nimage: a\nenv: [HF]\nregistry_auth: {{username: a, {text}}}", File));

    [Fact]
    public void A_caller_that_cannot_log_in_is_refused_before_anything_is_opened()
    {
        FakeVault vault = Planning.VaultWith("key");
        RunRequest request = new(Configuration: "type: task\nregistry_auth: {username: a, password: '${{ secrets.key }}'}", FileName: File, Accepts: [RunParts.Files]);
        Assert.Equal("run.dstack.yml:2:16: this asks for a login to a registry, which this kind of run cannot do", Planning.Refusal(() => Planning.Plan(vault, request)).Message);
        Assert.Empty(vault.Opened);
    }
}
