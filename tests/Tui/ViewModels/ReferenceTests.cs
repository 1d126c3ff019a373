using Secrets.Tui.ViewModels;
using Xunit;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>References in the files' own syntaxes. A bar marks the place.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(".dstack.yml", "env:\n  - A=1\n  |\n", "- hf_token=${{ secrets.hf_token }}")]
    [InlineData(".dstack.yml", "env:\n  - |\n", "hf_token=${{ secrets.hf_token }}")]
    [InlineData(".dstack.yml", "env:\n  A: 1\n  |\n", "hf_token: ${{ secrets.hf_token }}")]
    [InlineData(".dstack.yml", "registry_auth:\n  password: |\n", "${{ secrets.hf_token }}")]
    [InlineData("secrets.yml", "secrets:\n  - a\n  |\n", "- hf_token")]
    [InlineData("secrets.yml", "secrets:\n  - |", "hf_token")]
    [InlineData("secrets.yml", "env:\n  URL: postgres://app:|@db\n", "${{ secrets.hf_token }}")]
    [InlineData("secrets.yml", "|", "hf_token: ${{ secrets.hf_token }}")]
    [InlineData(".env", "A=1\n|", "hf_token=${{ secrets.hf_token }}")]
    [InlineData(".env", "A=|", "${{ secrets.hf_token }}")]
    [InlineData("pod.env", "A={{ RUNPOD_SECRET_a }}\n|", "hf_token={{ RUNPOD_SECRET_hf_token }}")]
    [InlineData("pod.json", "{\"env\":{\"A\":\"|\"}}", "{{ RUNPOD_SECRET_hf_token }}")]
    [InlineData("pod.json", "{\"env\":{\n  |\n}}", "\"hf_token\": \"{{ RUNPOD_SECRET_hf_token }}\"")]
    [InlineData("config.yaml", "secrets:\n  a: null\n  |", "hf_token: null")]
    [InlineData("fly.toml", "[[files]]\n  guest_path = \"/x\"\n  |", "secret_name = \"hf_token\"")]
    [InlineData("fly.toml", "app = \"x\"\n|", "[[files]]\n  guest_path = \"/secrets/hf_token\"\n  secret_name = \"hf_token\"")]
    [InlineData("fly.json", "{\"files\": [{\"guest_path\": \"/x\",\n|\n}]}", "\"secret_name\": \"hf_token\"")]
    [InlineData("fly.yaml", "files:\n  - guest_path: /x\n    secret_name: |\n", "hf_token")]
    public void A_reference_is_written_as_its_file_writes_them(string file, string text, string expected)
    {
        int cursor = text.IndexOf('|', StringComparison.Ordinal);
        text = text.Remove(cursor, 1);
        Assert.Equal(expected, ReferenceWriter.At(ReferenceWriter.SyntaxOf(file, text), text, cursor, "hf_token"));
    }

    [Theory]
    [InlineData("hf_token", "hf_token")]
    [InlineData("wandb.key-2", "wandb_key_2")]
    [InlineData("2fa", "_2fa")]
    public void A_variable_is_named_as_close_as_can_be(string name, string variable) => Assert.Equal(variable, ReferenceWriter.VariableOf(name));

    [Theory]
    [InlineData("secrets.yml", "A: ${{ secrets.a-b }} ${{secrets.c.d}} $${{ secrets.no }} ${{ env.no }} secrets.no", "a-b c.d")]
    [InlineData("pod.json", "{{ RUNPOD_SECRET_a }} {{RUNPOD_SECRET_b}} RUNPOD_SECRET_", "a b")]
    [InlineData("config.yaml", "secrets:\n  a: null\n  b:\nenvironment_variables:\n  c: d\n", "a b")]
    [InlineData("fly.toml", "secret_name = \"a\"\nsecret_name = \"b\"\n", "a b")]
    [InlineData("fly.json", "[{\"secret_name\": \"a\"}, {\"secret_name\": \"b\"}]", "a b")]
    [InlineData("secrets.yml", "${{", "")]
    [InlineData("secrets.yml", "${{ secrets.", "")]
    public void Every_reference_of_a_file_is_found(string file, string text, string names) =>
        Assert.Equal(names, string.Join(' ', ReferenceFinder.NamesIn(ReferenceWriter.SyntaxOf(file, text), text).Select(name => text[name])));
}
