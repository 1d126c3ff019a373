using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>What is allowed is one content, and every open shell goes by what was said last.</summary>
public sealed class ChangedFileTests : HookedProject
{
    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_file_that_was_changed_asks_again_and_deny_takes_it_back(string name)
    {
        Allow();
        using ShellSession shell = new(Home, name);
        Go(shell, Project);
        Assert.Equal("first", shell.Exported("A"));
        Write("env:\n  A: ${{ secrets.b }}\n");
        Assert.Null(shell.Exported("A"));
        shell.Shows("has changed since it was allowed");
        shell.Type("secrets allow");
        Assert.Equal("second", shell.Exported("A"));
        Assert.Null(shell.Exported("C"));
        // The same content written anew is the same file.
        Write("env:\n  A: ${{ secrets.b }}\n");
        Assert.Equal("second", shell.Exported("A"));

        // Changed and allowed between two prompts; and changed back to what is not allowed any more, and again.
        shell.Type("printf 'env:\\n  A: x${{ secrets.b }}\\n' > secrets.yml; secrets allow");
        Assert.Equal("xsecond", shell.Exported("A"));
        Write("env:\n  A: ${{ secrets.b }}\n");
        Assert.Null(shell.Exported("A"));
        Write("env:\n  A: x${{ secrets.b }}\n");
        Assert.Equal("xsecond", shell.Exported("A"));

        shell.Type("secrets deny");
        Assert.Null(shell.Exported("A"));
        int length = shell.Terminal.Length;
        Go(shell, Home.Folder);
        Go(shell, Project);
        Assert.DoesNotContain("allow", shell.Terminal[length..], StringComparison.Ordinal);
        Assert.Null(shell.Exported("A"));
    }

    /// <summary>What another shell was answered in the meantime is not taken for an answer to this one.</summary>
    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void Every_open_shell_hears_of_a_denial(string name)
    {
        Allow();
        using ShellSession shell = new(Home, name);
        using ShellSession other = new(Home, name);
        Go(shell, Project);
        Go(other, Project);
        Assert.Equal(("first", "first"), (shell.Exported("A"), other.Exported("A")));
        other.Type("secrets deny");
        Assert.Null(other.Exported("A"));
        Assert.Null(shell.Exported("A"));
        shell.Type("secrets allow");
        Assert.Equal(("first", "first"), (shell.Exported("A"), other.Exported("A")));
    }
}
