using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>The rules are those of docs.baseten.co/development/model/secrets and of Truss's own secrets resolver.</summary>
public sealed class TrussReaderTests
{
    private const string File = "config.yaml";

    [Fact]
    public void Each_secret_is_a_file_and_a_variable_whatever_its_placeholder_says()
    {
        using RunPlan plan = Planning.PlanAll("secrets:\n  a: null\n  b: set token in baseten workspace\n  c: ''\n  d:\n", File, "a", "b", "c", "d");
        Assert.Equal(["TRUSS_SECRET_a=a!", "TRUSS_SECRET_b=b!", "TRUSS_SECRET_c=c!", "TRUSS_SECRET_d=d!"], plan.Shown());
        Assert.Equal(["/secrets/a=a!", "/secrets/b=b!", "/secrets/c=c!", "/secrets/d=d!"], plan.ShownFiles());
        Assert.Null(plan.Notes);
        Assert.Null(plan.Command);
    }

    [Fact]
    public void The_start_command_is_split_into_words_and_left_to_its_own_shell()
    {
        const string Text = "secrets: {hf_access_token: null}\ndocker_server:\n  start_command: sh -c \"HF_TOKEN=$(cat /secrets/hf_access_token) my-server --port 8000\"\n  server_port: 8000\n";
        using RunPlan plan = Planning.PlanAll(Text, File, "hf_access_token");
        Assert.Equal("sh|-c|HF_TOKEN=$(cat /secrets/hf_access_token) my-server --port 8000", plan.ShownCommand());
    }

    [Fact]
    public void A_server_of_its_own_needs_the_files()
    {
        FakeVault vault = Planning.VaultWith("a");
        RunRequest request = new(Configuration: "secrets:\n  a: null\ndocker_server: {start_command: cat /secrets/a}\n", FileName: File);
        Assert.Equal("config.yaml:2:3: this needs a file at /secrets/a, which this kind of run cannot mount", Planning.Refusal(() => Planning.Plan(vault, request)).Message);
        Assert.Empty(vault.Opened);
    }

    [Fact]
    public void A_model_class_does_with_the_variables_and_the_person_is_told()
    {
        using RunPlan plan = Planning.Plan("secrets: {a: null}\n", File, "a");
        Assert.Equal(["TRUSS_SECRET_a=a!"], plan.Shown());
        Assert.Null(plan.Files);
        Assert.Equal(["/secrets/a is not there: this kind of run cannot mount files"], plan.Notes);
    }

    [Fact]
    public void A_name_that_is_no_variable_is_a_file_only()
    {
        using RunPlan plan = Planning.PlanAll("secrets: {hf-token: null}\n", File, "hf-token");
        Assert.Empty(plan.Variables);
        Assert.Equal(["/secrets/hf-token=hf-token!"], plan.ShownFiles());
        Assert.Equal(["TRUSS_SECRET_hf-token is not set: it is no variable name; the value is in /secrets/hf-token only"], plan.Notes);
    }

    [Fact]
    public void Environment_variables_are_the_texts_that_Truss_makes_of_them()
    {
        using RunPlan plan = Planning.PlanAll("environment_variables:\n  A: WARNING\n  B: '1'\n  C: 1.50\n  D: yes\n  E: 0x10\n  F:\n  TRUSS_SECRET_x: own\nsecrets: {x: }\n", File, "x");
        Assert.Equal(["A=WARNING", "B=1", "C=1.5", "D=true", "E=16", "TRUSS_SECRET_x=own"], plan.Shown());
        Assert.Equal(["F is not set: 'environment_variables' gives it no value"], plan.Notes);
    }

    [Theory]
    [InlineData("hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789", true)]
    [InlineData("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", true)]
    [InlineData("hf_your_token_goes_here_please", false)]
    [InlineData("sk-proj-abcdefghijklmnop1234", true)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", true)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("wJ4lrXU7nFEMI/K7MDENG/bPxRf1CYEX4MPLEKEY", true)]
    [InlineData("-----BEGIN PRIVATE KEY-----", true)]
    [InlineData("hf_...", false)]
    [InlineData("meta-llama/Llama-3.2-11B-Vision-Instruct", false)]
    [InlineData("ENTER HF API KEY HERE", false)]
    [InlineData("your-hugging-face-access-token-here", false)]
    [InlineData("set token in baseten workspace", false)]
    [InlineData("ACCESS TOKEN", false)]
    [InlineData("hf_access_token", false)]
    public void A_pasted_credential_earns_a_note_that_does_not_quote_it(string placeholder, bool isNoted)
    {
        using RunPlan plan = Planning.PlanAll($"secrets:\n  a: '{placeholder}'\n", File, "a");
        Assert.Equal(isNoted ? ["config.yaml:2:6: what stands for a looks like a credential; store it with 'secrets set a' and write null"] : null, plan.Notes);
    }

    [Theory]
    [InlineData("secrets: [a]", "1:10: 'secrets' is a list, not a map")]
    [InlineData("secrets: {../a: }", "1:11: '../a' is no secret name")]
    [InlineData("secrets: {\"a\\nb\": }", "1:11: 'a?b' is no secret name")]
    [InlineData("environment_variables: [a]", "1:24: 'environment_variables' is a list, not a map")]
    [InlineData("environment_variables: {A: [x]}", "1:28: A is a list, not a text")]
    [InlineData("environment_variables: {A-B: x}", "1:25: 'A-B' is no variable name")]
    [InlineData("docker_server: x", "1:16: 'docker_server' is a text, not a map")]
    [InlineData("docker_server: {start_command: [a]}", "1:32: 'start_command' is a list, not a text")]
    [InlineData("docker_server: {start_command: \"a 'b\"}", "1:32: 'start_command' has a quotation that is not closed")]
    [InlineData("- a", "1:1: a Truss configuration is a list, not a map")]
    [InlineData("a: 1\n---\nb: 1", "3:1: a second document in one file")]
    public void A_mistake_is_named_with_its_place(string text, string expected) => Assert.Equal($"config.yaml:{expected}", Planning.Mistake(text, File));

    [Fact]
    public void Everything_else_is_left_alone()
    {
        using RunPlan plan = Planning.PlanAll("model_name: x\nresources: {accelerator: A10G, use_gpu: true}\ntrt_llm: {build: {a: [1]}}\nsecrets: {}\nrequirements: []\n", File);
        Assert.Empty(plan.Variables);
        Assert.Null(plan.Files);
    }
}
