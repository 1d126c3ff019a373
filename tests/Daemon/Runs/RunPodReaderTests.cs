using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>The rules are those of docs.runpod.io (templates, secrets, environment variables).</summary>
public sealed class RunPodReaderTests
{
    [Theory]
    [InlineData("{{ RUNPOD_SECRET_a }}", "a!")]
    [InlineData("{{RUNPOD_SECRET_a}}", "a!")]
    [InlineData("{{   RUNPOD_SECRET_hf-token.v2 }}", "hf-token.v2!")]
    [InlineData("x-{{ RUNPOD_SECRET_a }}-{{ RUNPOD_SECRET_a }}", "x-a!-a!")]
    [InlineData("{{{ RUNPOD_SECRET_a }}}", "{a!}")]
    [InlineData("{{ other }} {{ }} }} {{", "{{ other }} {{ }} }} {{")]
    [InlineData("$RUNPOD_SECRET_a ${{ x }}", "$RUNPOD_SECRET_a ${{ x }}")]
    [InlineData("", "")]
    public void References_stand_anywhere_in_a_value(string written, string expected)
    {
        foreach ((string text, string file) in new[]
        {
            ($"{{\"imageName\": \"x\", \"env\": {{\"A\": \"{written}\"}}}}", "t.json"),
            ($"{{\"env\": [{{\"key\": \"A\", \"value\": \"{written}\"}}]}}", "t.json"),
            ($"imageName: x\nenv:\n  A: \"{written}\"\n", "t.yaml"),
            ($"imageName: x\nenv:\n  - \"A={written}\"\n", "t.yml"),
            ($"# c\n\n  A = {written}\n", "pod.env"),
            ($"A=\"{written}\"\r\n", "lines"),
        })
        {
            using RunPlan plan = Planning.PlanAll(text, file, "a", "hf-token.v2");
            Assert.Equal([$"A={expected}"], plan.Shown());
        }
    }

    [Theory]
    [InlineData("{\"dockerStartCmd\": [\"python\", \"-m\", \"a b\"]}", "python|-m|a b")]
    [InlineData("{\"dockerEntrypoint\": [\"bash\", \"-c\"], \"dockerStartCmd\": [\"a && b\"]}", "bash|-c|a && b")]
    [InlineData("{\"dockerArgs\": \"bash -c 'a && b'\"}", "bash|-c|a && b")]
    [InlineData("{\"dockerArgs\": \"{ \\\"cmd\\\": [\\\"echo foo && /start.sh\\\"], \\\"entrypoint\\\": [\\\"bash\\\", \\\"-c\\\"] }\"}", "bash|-c|echo foo && /start.sh")]
    [InlineData("{\"dockerArgs\": \"{\\\"cmd\\\":[\\\"serve\\\"]}\"}", "serve")]
    [InlineData("{\"dockerArgs\": \"{}\"}", null)]
    [InlineData("{\"dockerStartCmd\": \"serve --x\"}", "serve|--x")]
    [InlineData("{\"dockerArgs\": \"\", \"dockerStartCmd\": [\"a\"]}", "a")]
    [InlineData("{\"imageName\": \"x\", \"dockerStartCmd\": null}", null)]
    public void The_command_is_put_together_as_docker_does_it(string text, string? expected)
    {
        using RunPlan plan = Planning.PlanAll(text, "t.json");
        Assert.Equal(expected, plan.ShownCommand());
    }

    [Fact]
    public void Numbers_and_truth_values_are_texts_as_written()
    {
        using RunPlan plan = Planning.PlanAll("{\"env\": {\"A\": 1.50, \"B\": true, \"C\": 1e3}}", "t.json");
        Assert.Equal(["A=1.50", "B=true", "C=1e3"], plan.Shown());
    }

    [Fact]
    public void The_registry_login_is_read()
    {
        using RunPlan plan = Planning.PlanAll("{\"imageName\": \"ghcr.io/a/b\", \"containerRegistryAuth\": {\"name\": \"n\", \"username\": \"u\", \"password\": \"{{ RUNPOD_SECRET_a }}\"}}", "t.json", "a");
        Assert.Equal("ghcr.io u a!", plan.ShownRegistry());
    }

    [Fact]
    public void Machines_and_credentials_behind_an_id_are_left_alone()
    {
        using RunPlan plan = Planning.PlanAll("{\"containerRegistryAuthId\": \"x\", \"containerDiskInGb\": 50, \"ports\": [\"22/tcp\"], \"readme\": \"{{ RUNPOD_SECRET_x }}\"}", "t.json");
        Assert.Empty(plan.Variables);
        Assert.Null(plan.Registry);
    }

    [Theory]
    [InlineData("t.json", "{\"env\": {\"A\": \"{{ RUNPOD_SECRET_a }\"}}", "1:15: a reference is opened with '{{' and never closed")]
    [InlineData("t.json", "{\"env\": {\"A\": \"{{ RUNPOD_SECRET_a b }}\"}}", "1:15: 'a b' is no secret name")]
    [InlineData("t.json", "{\"env\": {\"A\": \"{{ RUNPOD_SECRET_ }}\"}}", "1:15: '' is no secret name")]
    [InlineData("t.json", "{\"env\": {\"A\": \"{{ RUNPOD_SECRET_../x }}\"}}", "1:15: '../x' is no secret name")]
    [InlineData("t.json", "{\"env\": {\"A\": null}}", "1:15: A is nothing, not a text")]
    [InlineData("t.json", "{\"env\": {\"A\": {}}}", "1:15: A is a map, not a text")]
    [InlineData("t.json", "{\"env\": {\"A B\": \"\"}}", "1:10: 'A B' is no variable name")]
    [InlineData("t.json", "{\"env\": [\"A\"]}", "1:10: an entry of 'env' is neither NAME=value nor a key and a value")]
    [InlineData("t.json", "{\"env\": [{\"key\": \"A\"}]}", "1:10: an entry of 'env' needs a 'value'")]
    [InlineData("t.json", "{\"env\": [{\"name\": \"A\"}]}", "1:11: an entry of 'env' has no 'name'")]
    [InlineData("t.json", "{\"env\": [\"A=1\", {\"key\": \"A\", \"value\": \"2\"}]}", "1:25: A is set twice")]
    [InlineData("t.json", "{\"env\": \"A=1\"}", "1:9: 'env' is a text, not a map or a list")]
    [InlineData("t.json", "{\"dockerArgs\": \"a\", \"dockerStartCmd\": [\"b\"]}", "1:16: 'dockerArgs' together with 'dockerStartCmd'")]
    [InlineData("t.json", "{\"dockerArgs\": \"'a\"}", "1:16: 'dockerArgs' has a quotation that is not closed")]
    [InlineData("t.json", "{\"containerRegistryAuth\": {\"username\": \"u\"}}", "1:27: 'containerRegistryAuth' needs a 'password'")]
    [InlineData("t.json", "{\"dockerArgs\": \"{ x; }\"}", "1:16: 'dockerArgs' begins like JSON and is none")]
    [InlineData("t.json", "{\"dockerArgs\": \"{\\\"run\\\": []}\"}", "1:16: 'dockerArgs' has no 'run'")]
    [InlineData("t.json", "{\"dockerArgs\": \"{\\\"cmd\\\": [1]}\"}", "1:16: 'cmd' in 'dockerArgs' is no list of texts")]
    [InlineData("t.json", "{\"dockerEntrypoint\": [\"a\"], \"dockerArgs\": \"{}\"}", "1:43: 'dockerArgs' together with 'dockerEntrypoint'")]
    [InlineData("p.env", "A=1\n\nnot one\nB=2\n", "3:1: this line is not NAME=value")]
    [InlineData("p.env", "A=1\n  b.c=2\n", "2:3: this line is not NAME=value")]
    [InlineData("p.env", "just a word", "1:1: this line is not NAME=value")]
    [InlineData("t.json", "[]", "1:1: this is not valid YAML")]
    [InlineData("p.env", "A=1\n\nA={{ RUNPOD_SECRET_x }}\n", "3:1: A is set twice")]
    [InlineData("p.env", "A=1\n B={{ RUNPOD_SECRET_x\n", "2:2: a reference is opened with '{{' and never closed")]
    public void A_mistake_is_named_with_its_place(string file, string text, string expected)
    {
        if (text != "[]")
            Assert.Equal($"{file}:{expected}", Planning.Mistake(text, file));
        else
            Assert.Equal("t.json:1:1: a RunPod template is a list, not a map", Planning.Mistake(text, file));
    }

    [Fact]
    public void A_reference_without_quotes_in_YAML_says_what_is_missing() =>
        Assert.Contains("quotes", Planning.Refusal(() => Planning.PlanAll("imageName: x\nenv:\n  A: {{ RUNPOD_SECRET_a }}\n", "t.yaml")).Hint, StringComparison.Ordinal);
}
