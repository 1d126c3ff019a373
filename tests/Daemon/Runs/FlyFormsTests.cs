using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>fly.io/docs/reference/configuration, config file formats: the same configuration as TOML, JSON and YAML.</summary>
public sealed class FlyFormsTests
{
    private const string Toml = "app = 'shop'\n[env]\nPORT = 8080\nON = true\nRATE = 0.5\n[[files]]\nguest_path = '/a'\nsecret_name = 'S'\n[processes]\nweb = 'bin/web'\n";

    private const string Json = """
        {"app": "shop", "env": {"PORT": 8080, "ON": true, "RATE": 0.5}, "files": [{"guest_path": "/a", "secret_name": "S"}], "processes": {"web": "bin/web"}}
        """;

    private const string Yaml = "app: shop\nenv:\n  PORT: 8080\n  ON: true\n  RATE: 0.5\nfiles:\n- guest_path: /a\n  secret_name: S\nprocesses:\n  web: bin/web\n";

    [Theory]
    [InlineData(Toml, "fly.toml", null)]
    [InlineData(Toml, "-", "fly")]
    [InlineData(Json, "fly.json", null)]
    [InlineData(Json, "fly.production.json", null)]
    [InlineData(Json, "app.json", null)]
    [InlineData(Json, "app.json", "fly")]
    [InlineData(Json, "-", "fly")]
    [InlineData(Yaml, "fly.yaml", null)]
    [InlineData(Yaml, "Fly.yml", null)]
    [InlineData(Yaml, "app.yml", null)]
    [InlineData(Yaml, "-", "fly")]
    public void One_configuration_is_the_same_in_each(string text, string file, string? format)
    {
        FakeVault vault = new FakeVault().With("S", "eA==");
        using RunPlan plan = Planning.Plan(vault, new RunRequest(Configuration: text, FileName: file, Format: format, Accepts: [RunParts.Files], Process: "web"));
        Assert.Equal(["ON=true", "PORT=8080", "RATE=0.5", "S=eA=="], plan.Shown());
        Assert.Equal(["/a=x"], plan.ShownFiles());
        Assert.Equal("bin/web", plan.ShownCommand());
        Assert.Equal("shop", vault.Selection!.Scope.Project);
    }

    /// <summary>flyctl writes numbers as Go does (internal/appconfig/patches.go).</summary>
    [Theory]
    [InlineData("fly.toml", "[env]\nA = 1.50\nB = -2.0\nC = 0.001\nD = 0x10\n", "A=1.5 B=-2 C=0.001 D=16")]
    [InlineData("fly.json", "{\"env\": {\"A\": 1.50, \"B\": -2.0, \"C\": 0.001, \"D\": 16}}", "A=1.5 B=-2 C=0.001 D=16")]
    [InlineData("fly.yaml", "env: {A: 1.50, B: -2.0, C: 0.001, D: 16}", "A=1.5 B=-2 C=0.001 D=16")]
    public void Numbers_are_written_as_Fly_writes_them(string file, string text, string expected)
    {
        using RunPlan plan = Planning.PlanAll(text, file);
        Assert.Equal(expected, string.Join(' ', plan.Shown()));
    }

    [Theory]
    [InlineData("fly.yaml", "env: {A: 010}", "1:10: A is a number that can be written in several ways")]
    [InlineData("fly.yaml", "env: {A: 1_000}", "1:10: A is a number that can be written in several ways")]
    [InlineData("fly.yaml", "env: {A: }", "1:10: A is nothing, not a text, a number or a truth value")]
    [InlineData("fly.json", "{\"env\": {\"A\": 1e3}}", "1:15: A is a number that can be written in several ways")]
    [InlineData("fly.json", "{\"app\": 1}", "1:9: 'app' is a number, not a text")]
    [InlineData("fly.json", "[]", "1:1: a Fly configuration is a list, not a map")]
    [InlineData("fly.yaml", "app: a\n---\napp: b\n", "3:1: a second document in one file")]
    public void A_mistake_is_named_with_its_place(string file, string text, string expected) => Assert.Equal($"{file}:{expected}", Planning.Mistake(text, file));

    [Fact]
    public void Without_a_content_an_entry_takes_a_file_back()
    {
        const string Files = "[[files]]\nguest_path = '/a'\nraw_value = 'eA=='\n[[files]]\nguest_path = '/b'\nraw_value = 'eA=='\n";
        using RunPlan plan = Planning.PlanAll(Files + "[[files]]\nguest_path = '/a'\nlocal_path = ''\n[[files]]\nguest_path = '/c'\nlocal_path = ''\nraw_value = 'eQ=='\n", "fly.toml");
        Assert.Equal(["/b=x", "/c=y"], plan.ShownFiles());
    }
}
