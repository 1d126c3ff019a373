using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>What a person sees who changes folders in a shell with <c>secrets hook</c>.</summary>
public sealed class ShellHookTests : HookedProject
{
    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_folders_variables_come_after_it_was_allowed_and_everything_is_as_it_was_when_one_leaves(string name)
    {
        using ShellSession shell = new(Home, name);
        shell.Export("A", "\"its own\"");
        shell.Set("B", "\"not exported\"");
        Go(shell, Project);
        shell.Shows("secrets.yml is not allowed to load secrets into this shell");
        shell.Shows("secrets allow '");
        Assert.Equal("its own", shell.Exported("A"));

        shell.Type("secrets allow");
        Assert.Equal(("first", "second", "third"), (shell.Exported("A"), shell.Exported("B"), shell.Exported("C")));
        Go(shell, Path.Combine(Project, "src/deep"));
        Assert.Equal("third", shell.Exported("C"));

        Go(shell, Home.Folder);
        Dictionary<string, byte[]> exported = shell.Exported();
        Assert.Equal("its own", Encoding.UTF8.GetString(exported["A"]));
        Assert.DoesNotContain(exported.Keys, static variable => variable is "B" or "C" or "SECRETS_HOOK");
        Assert.Equal(("<its own>", "<not exported>", "unset"), (shell.Variable("A"), shell.Variable("B"), shell.Variable("C")));

        // And again, from a folder below.
        Go(shell, Path.Combine(Project, "src"));
        Assert.Equal("second", shell.Exported("B"));
        Assert.Contains($"run {name}", Home.Run("show", "a").Text, StringComparison.Ordinal);
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void Every_byte_of_a_value_arrives_and_none_is_code(string name)
    {
        string trap = Path.Combine(Home.Folder, "trap");
        byte[][] values =
        [
            [.. Enumerable.Range(1, 255).Select(static i => (byte)i)],
            Encoding.UTF8.GetBytes($"'; touch {trap}; '$(touch {trap})`touch {trap}`\"; (touch {trap}); \\'; touch {trap}\n touch {trap}\n"),
            "\n\n"u8.ToArray(),
            [],
            Encoding.UTF8.GetBytes("\\x41\\101$HOME ~ * ü€😀 \\"),
        ];
        StringBuilder file = new("env:\n");
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(0, Home.RunWith(values[i], "set", "-q", $"v{i}=-").ExitCode);
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"  V{i}: ${{{{ secrets.v{i} }}}}\n");
        }
        Write(file.ToString());
        Allow();
        using ShellSession shell = new(Home, name);
        // What is put back is a value, too.
        shell.Export("V0", name == "fish" ? "(printf '\\001\\377x\\047y')" : "\"$(printf '\\001\\377x\\047y')\"");
        byte[] before = shell.Exported()["V0"];
        Go(shell, Project);
        Dictionary<string, byte[]> exported = shell.Exported();
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(Convert.ToHexString(values[i]), Convert.ToHexString(exported[$"V{i}"]));
        Go(shell, Home.Folder);
        Assert.Equal(Convert.ToHexString(before), Convert.ToHexString(shell.Exported()["V0"]));
        Assert.False(File.Exists(trap));
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void The_nearest_file_decides_and_a_link_to_an_allowed_one_is_another(string name)
    {
        Allow();
        string inner = Path.Combine(Project, "src");
        File.WriteAllText(Path.Combine(inner, "secrets.yml"), "env:\n  B: ${{ secrets.c }}\n");
        Assert.Equal(0, Home.Run("allow", inner).ExitCode);
        string stranger = Directory.CreateDirectory(Path.Combine(Home.Folder, "cloned")).FullName;
        File.CreateSymbolicLink(Path.Combine(stranger, "secrets.yml"), Path.Combine(Project, "secrets.yml"));
        string link = Path.Combine(Home.Folder, "link");
        Directory.CreateSymbolicLink(link, Project);
        using ShellSession shell = new(Home, name);
        shell.Export("B", "own");

        Go(shell, Project);
        Assert.Equal("second", shell.Exported("B"));
        Go(shell, inner);
        Dictionary<string, byte[]> exported = shell.Exported();
        Assert.Equal("third", Encoding.UTF8.GetString(exported["B"]));
        Assert.DoesNotContain("A", exported.Keys);
        Go(shell, stranger);
        Assert.Equal("own", shell.Exported("B"));
        Go(shell, link);
        Assert.Equal("first", shell.Exported("A"));
        Go(shell, "/");
        Assert.Equal("own", shell.Exported("B"));
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_locked_vault_is_told_of_once_and_loads_when_it_is_open(string name)
    {
        Allow();
        Assert.Equal(0, Home.Run("lock").ExitCode);
        using ShellSession shell = new(Home, name);
        Go(shell, Project);
        shell.Type("true");
        shell.Type("true");
        Assert.Null(shell.Exported("A"));
        shell.Shows("the vault is locked");
        Assert.Equal(2, shell.Terminal.Split("the vault is locked").Length);
        Assert.DoesNotContain("assphrase", shell.Terminal, StringComparison.Ordinal);
        Assert.Equal(0, Home.Run("unlock", "--key-file", Home.KeyFile).ExitCode);
        Assert.Equal("first", shell.Exported("A"));

        // What is loaded stays when the vault is locked, and when the daemon is gone.
        Assert.Equal(0, Home.Run("lock").ExitCode);
        Assert.Equal("first", shell.Exported("A"));
        Home.StopDaemon();
        shell.Type("true");
        Assert.Equal("first", shell.Exported("A"));
        // No prompt starts a daemon.
        Go(shell, Home.Folder);
        Go(shell, Project);
        Assert.Null(shell.Exported("A"));
        Assert.Equal(7, Home.Run("daemon", "status").ExitCode);
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_changed_secret_comes_at_the_next_prompt_and_a_missing_one_is_named(string name)
    {
        Allow();
        using ShellSession shell = new(Home, name);
        Go(shell, Project);
        Func<int> calls = shell.CountCalls();
        shell.Type("true");
        Go(shell, Path.Combine(Project, "src"));
        shell.Type("true");
        Assert.Equal(0, calls());

        Assert.Equal(0, Home.Run("set", "-q", "b=other").ExitCode);
        Assert.Equal("other", shell.Exported("B"));
        Assert.Equal(1, calls());
        // One of no interest costs a call and no access.
        string before = Home.Run("show", "a", "--json").Text;
        Assert.Equal(0, Home.Run("set", "-q", "unrelated=1").ExitCode);
        shell.Type("true");
        Assert.Equal(2, calls());
        Assert.Equal(before, Home.Run("show", "a", "--json").Text);

        Assert.Equal(0, Home.Run("unset", "-q", "c").ExitCode);
        shell.Type("true");
        shell.Shows("no secret named c");
        Assert.Null(shell.Exported("A"));
        Assert.Equal(0, Home.Run("undo", "-q").ExitCode);
        Assert.Equal("third", shell.Exported("C"));
        Go(shell, Home.Folder);
        shell.Type("true");
        int outside = calls();
        shell.Type("true");
        Go(shell, "/");
        Assert.Equal(outside, calls());
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_shell_in_the_shell_knows_what_is_loaded(string name)
    {
        Allow();
        using ShellSession shell = new(Home, name);
        shell.Export("A", "own");
        shell.Set("B", "hidden");
        Go(shell, Project);
        string state = shell.Exported("SECRETS_HOOK")!;
        Assert.DoesNotContain("first", state, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("first"u8), state, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("hidden"u8), state, StringComparison.Ordinal);

        shell.Type(name switch { "bash" => "bash --norc --noprofile --noediting -i", "zsh" => "zsh -f -i +Z", _ => "fish --no-config -i" });
        shell.Hook();
        Assert.Equal("first", shell.Exported("A"));
        Go(shell, Home.Folder);
        Assert.Equal(("<own>", "unset", "unset"), (shell.Variable("A"), shell.Variable("B"), shell.Variable("C")));
        shell.Type("exit");
        Assert.Equal("second", shell.Exported("B"));
        Go(shell, Home.Folder);
        Assert.Equal(("<own>", "<hidden>", "unset"), (shell.Variable("A"), shell.Variable("B"), shell.Variable("C")));
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_name_that_means_something_to_the_shell_loads_nothing(string name)
    {
        foreach (string variable in (string[])["PS1", "PROMPT_COMMAND", "fish_function_path", "SECRETS_HOME", "__secrets_program", "LD_PRELOAD", "fpath"])
        {
            Write($"env:\n  A: ${{{{ secrets.a }}}}\n  {variable}: ${{{{ secrets.b }}}}\n");
            Allow();
            Finished answer = Home.Run("__hook", name, Path.Combine(Project, "secrets.yml"), "");
            Assert.Equal(0, answer.ExitCode);
            Assert.Contains(variable, answer.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("first", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("second", answer.Text, StringComparison.Ordinal);
        }
        if (name == "fish")
            return;
        // A variable with arithmetic in it would evaluate what it is given.
        Write("env:\n  A: ${{ secrets.a }}\n  N: ${{ secrets.b }}\n");
        Allow();
        Assert.Equal(0, Home.Run("set", "-q", $"b=a[$(touch {Home.Folder}/trap)]").ExitCode);
        using ShellSession shell = new(Home, name);
        foreach (string kind in (string[])["-i", "-a", "-r"])
        {
            shell.Type($"typeset {kind} N");
            Go(shell, Project);
            Assert.Null(shell.Exported("A"));
            Go(shell, Home.Folder);
            shell.Type("unset N");
        }
        shell.Shows("N is read-only or no plain text in this shell");
        Assert.False(File.Exists(Path.Combine(Home.Folder, "trap")));
    }

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void Neither_tracing_nor_the_history_shows_a_value_and_the_status_is_kept(string name)
    {
        Allow();
        using ShellSession shell = new(Home, name);
        Go(shell, Project);
        Assert.Equal(0, Home.Run("set", "-q", "a=for-a-call").ExitCode);
        Assert.Equal("7", shell.StatusAfter("sh -c 'exit 7'"));
        Assert.Equal("for-a-call", shell.Exported("A"));
        shell.Type(name == "fish" ? "set -g fish_trace 1" : "set -xv");
        Assert.Equal(0, Home.Run("set", "-q", "a=traced-value-1", "b=traced-value-2").ExitCode);
        shell.Type("true");
        shell.Type(name == "fish" ? "set -e fish_trace" : "set +xv");
        Assert.DoesNotContain("traced-value", shell.Terminal, StringComparison.Ordinal);
        Assert.Equal("traced-value-1", shell.Exported("A"));
        Assert.DoesNotContain("traced-value", shell.Ask("history"), StringComparison.Ordinal);
    }
}
