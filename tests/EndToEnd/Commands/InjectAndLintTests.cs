using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

public sealed class InjectAndLintTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public InjectAndLintTests() => Assert.Equal(0, _home.Run("set", "token=t0k", "multi=a\nb").ExitCode);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_text_of_any_kind_gets_its_values()
    {
        byte[] text = "key: ${{ secrets.token }} {{ RUNPOD_SECRET_multi }} {{ .Helm }}\n"u8.ToArray();
        Assert.Equal("key: t0k a\nb {{ .Helm }}\n", _home.RunWith(text, "inject", "-").Text);

        // A new file is the user's alone; one that is there keeps its mode, and a link stays one.
        File.WriteAllBytes(Place("in"), text);
        Assert.Equal("OK\n", _home.Run("inject", "in", "-o", "out").Text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place("out")));
        File.SetUnixFileMode(Place("out"), (UnixFileMode)0x1a0);
        File.CreateSymbolicLink(Place("link"), "out");
        File.WriteAllText(Place("in"), "second ${{ secrets.token }}");
        Assert.Equal(0, _home.Run("inject", "in", "-o", "link").ExitCode);
        Assert.Equal(("second t0k", (UnixFileMode)0x1a0, "out"), (File.ReadAllText(Place("out")), File.GetUnixFileMode(Place("out")), new FileInfo(Place("link")).LinkTarget));

        // What fails changes nothing and leaves nothing.
        string[] before = [.. Directory.GetFileSystemEntries(_home.Folder).Order()];
        File.WriteAllText(Place("in"), "${{ secrets.nowhere }} ${{ secrets.neither }}");
        Finished missing = _home.Run("inject", "in", "-o", "out");
        Assert.Equal((3, "second t0k"), (missing.ExitCode, File.ReadAllText(Place("out"))));
        Assert.Contains("neither, nowhere", missing.Error, StringComparison.Ordinal);
        Assert.Equal(1, _home.RunWith([], "inject", "/dev/null", "-o", "no/such/folder").ExitCode);
        Assert.Equal(before, Directory.GetFileSystemEntries(_home.Folder).Order());

        // A write-only secret is for runs.
        Assert.Equal(0, _home.Run("set", "--write-only", "sealed=x").ExitCode);
        Assert.Equal(5, _home.RunWith("${{ secrets.sealed }}"u8.ToArray(), "inject", "-").ExitCode);
        Assert.Equal(0, _home.Run("lock").ExitCode);
        Assert.Equal(4, _home.RunWith("${{ secrets.token }}"u8.ToArray(), "inject", "-").ExitCode);
    }

    [Fact]
    public void On_a_terminal_the_person_is_warned()
    {
        File.WriteAllText(Place("in"), "${{ secrets.token }}\n");
        using NativeProcess process = NativeProcess.StartOnTerminal(_home.Command("inject", "in"));
        process.WaitFor("t0k");
        Assert.Contains("the values of token are shown on this terminal", process.Wait().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_names_each_place_and_works_while_locked()
    {
        Assert.Equal(0, _home.Run("set", "--stage", "later=x").ExitCode);
        Assert.Equal(0, _home.Run("lock").ExitCode);
        File.WriteAllText(Place(".dstack.yml"), "type: task\nenv:\n  - A=${{ secrets.token }}\n  - B=${{ secrets.gone }}\n  - C=${{ secrets.later }}\n  - D=hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345\nimage: x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n");
        File.WriteAllText(Place("config.yaml"), "secrets:\n  token: hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345\n  other: null\n");
        File.WriteAllText(Place("fly.toml"), "app = 'default'\n[env]\nA = 1e9\n");
        File.WriteAllText(Place("template"), "ok ${{ secrets.token }}\nbad ${{ secrets.a b }}\n-----BEGIN RSA PRIVATE KEY-----\n");
        Finished found = _home.Run("lint", ".dstack.yml", "config.yaml", "fly.toml", "template");
        Assert.Equal(
            """
            .dstack.yml:4:5: missing: no secret named gone in default/default
            .dstack.yml:5:5: missing: later is staged in default/default, and not deployed
            .dstack.yml:6:7: credential: this looks like a credential; keep it with 'secrets set NAME' and refer to it
            config.yaml:2:10: credential: this looks like a credential; keep it with 'secrets set NAME' and refer to it
            config.yaml:3:3: missing: no secret named other in default/default
            fly.toml:3:5: illegal: A is a number that can be written in several ways
            template:2:5: illegal: 'a b' is no secret name
            template:3:1: credential: this looks like a credential; keep it with 'secrets set NAME' and refer to it

            """,
            found.Text);
        Assert.Equal((1, ""), (found.ExitCode, found.Error));
        Assert.Contains("\"kind\": \"missing\"", _home.Run("lint", "config.yaml", "--json").Text, StringComparison.Ordinal);
        File.WriteAllText(Place("clean"), "${{ secrets.token }}");
        Assert.Equal((0, ""), (_home.Run("lint", "clean").ExitCode, _home.Run("lint", "clean").Text));
        Assert.NotInRange(_home.Run("lint", "no-such-file").ExitCode, 0, 0);
    }

    private string Place(string name) => Path.Combine(_home.Folder, name);
}
