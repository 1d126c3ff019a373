using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

public sealed class FormatDetectionTests
{
    [Theory]
    [InlineData(".dstack.yml", "Dstack")]
    [InlineData("a/b/train.dstack.yaml", "Dstack")]
    [InlineData("fly.toml", "Fly")]
    [InlineData("fly.production.toml", "Fly")]
    [InlineData("fly.json", "Fly")]
    [InlineData("fly.yml", "Fly")]
    [InlineData("fly.staging.yaml", "Fly")]
    [InlineData("config.yaml", "Truss")]
    [InlineData("/x/config.yml", "Truss")]
    [InlineData("template.json", "RunPod")]
    [InlineData("pod.env", "RunPod")]
    [InlineData(".env", "RunPod")]
    [InlineData("secrets.yml", "Secrets")]
    [InlineData("Secrets.YAML", "Secrets")]
    [InlineData("dev.secrets.yml", "Secrets")]
    public void The_name_says_the_format(string name, string expected) => Assert.Equal(expected, Detect("", name));

    [Theory]
    [InlineData("type: task\ncommands: [a]\n", "Dstack")]
    [InlineData("type: fleet\nname: f\n---\ntype: task\ncommands: [a]\n", "Dstack")]
    [InlineData("---\ntype: volume\n---\ntype: gateway\n---\ntype: service\n", "Dstack")]
    [InlineData("# c\napp = 'x'\n[env]\n", "Fly")]
    [InlineData("[env]\nA = 'x'\n", "Fly")]
    [InlineData("model_name: x\nsecrets: {a: }\n", "Truss")]
    [InlineData("imageName: x\nenv: {A: b}\n", "RunPod")]
    [InlineData(" {\"env\": {}}", "RunPod")]
    [InlineData("A=1\nB=2\n", "RunPod")]
    [InlineData("env: {A: b}\ncommand: x\n", "Secrets")]
    public void Without_a_telling_name_the_content_says_it(string text, string expected)
    {
        Assert.Equal(expected, Detect(text, null));
        Assert.Equal(expected, Detect(text, "run.yml"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n")]
    [InlineData("foo: bar\n")]
    [InlineData("{}")]
    [InlineData("{\"name\": \"x\", \"version\": \"1.0\"}")]
    public void What_nothing_tells_is_an_error_that_names_the_formats(string text)
    {
        SecretsException refusal = Assert.Throws<SecretsException>(() => Detect(text, "run.yml"));
        Assert.Equal("the format of run.yml is not clear", refusal.Message);
        Assert.Equal("say it with --format: dstack, truss, runpod, fly or secrets", refusal.Hint);
    }

    [Fact]
    public void A_JSON_that_has_no_key_of_a_template_is_no_template() =>
        Assert.Equal("the format of package.json is not clear", Assert.Throws<SecretsException>(() => Detect("{\"name\": \"x\", \"scripts\": {}}", "package.json")).Message);

    [Theory]
    [InlineData("dstack", "Dstack")]
    [InlineData("truss", "Truss")]
    [InlineData("runpod", "RunPod")]
    [InlineData("fly", "Fly")]
    [InlineData("secrets", "Secrets")]
    public void The_caller_has_the_last_word(string format, string expected) =>
        Assert.Equal(expected, FormatDetection.Detect("A=1", new ConfigSource("fly.toml"), format).ToString());

    [Fact]
    public void An_unknown_word_is_an_error() =>
        Assert.Equal("'compose' is no format of run configurations", Assert.Throws<SecretsException>(() => FormatDetection.Detect("", new ConfigSource("fly.toml"), "compose")).Message);

    private static string Detect(string text, string? name) => FormatDetection.Detect(text, new ConfigSource(name), null).ToString();
}
