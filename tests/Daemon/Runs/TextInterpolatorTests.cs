using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

public sealed class TextInterpolatorTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain $5 {x}", "plain $5 {x}")]
    [InlineData("a ${{ secrets.x }} b", "a |x@1:3| b")]
    [InlineData("${{secrets.x}}${{\tsecrets.y-1.z\n}}", "|x@1:1||y-1.z@1:15|")]
    [InlineData("one\ntwo {{ RUNPOD_SECRET_tok }}\n${{ secrets.b }}", "one\ntwo |tok@2:5|\n|b@3:1|")]
    [InlineData("{{{ RUNPOD_SECRET_x }}}", "{|x@1:2|}")]
    // What belongs to Helm, Jinja, Handlebars and GitHub stays as it is.
    [InlineData("{{ .Values.x }} {% if %} {{#each}} ${{ github.sha }} ${{ secretsx.y }} {{ secrets.x }} ${HOME} {{", "{{ .Values.x }} {% if %} {{#each}} ${{ github.sha }} ${{ secretsx.y }} {{ secrets.x }} ${HOME} {{")]
    [InlineData("$${{ secrets.x }}", "${{ secrets.x }}")]
    [InlineData("ü ${{ secrets.x }}", "ü |x@1:3|")]
    public void References_are_found_and_everything_else_stays(string text, string expected) => Assert.Equal(
        expected, string.Concat(TextInterpolator.Split(text, new ConfigSource("t")).Parts.Select(part => part.IsSecret ? $"|{part.Text}@{part.At.Line}:{part.At.Column}|" : part.Text)));

    [Theory]
    [InlineData("a\n ${{ secrets.x", "t:2:2: a reference is opened and never closed")]
    [InlineData("${{ secrets. }}", "t:1:1: '' is no secret name")]
    [InlineData("${{ secrets.../x }}", "t:1:1: '../x' is no secret name")]
    [InlineData("{{ RUNPOD_SECRET_a b }}", "t:1:1: 'a b' is no secret name")]
    [InlineData("${{ secrets.prod/x }}", "t:1:1: 'prod/x' is no secret name")]
    public void A_reference_that_is_none_is_an_error_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SecretsException>(() => TextInterpolator.Split(text, new ConfigSource("t"))).Message);

    [Fact]
    public void A_text_full_of_braces_takes_no_longer_than_its_length()
    {
        string text = string.Concat(Enumerable.Repeat("${{ x {{ ", 100_000));
        Assert.Equal(text, string.Concat(TextInterpolator.Split(text, new ConfigSource("t")).Parts.Select(part => part.Text)));
        string many = string.Concat(Enumerable.Repeat("${{ secrets.x }}\n", 50_000));
        Assert.Equal(new Position(50_000, 1), TextInterpolator.Split(many, new ConfigSource("t")).Parts.Last(part => part.IsSecret).At);
    }
}
