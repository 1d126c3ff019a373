using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>What is allowed is one content, and every open shell goes by what was said last.</summary>
public sealed class ChangedFileTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly string _project;

    public ChangedFileTests()
    {
        _project = Directory.CreateDirectory(Path.Combine(_home.Folder, "it's my project")).FullName;
        Directory.CreateDirectory(Path.Combine(_project, "src/deep"));
        Write("env:\n  A: ${{ secrets.a }}\n  B: ${{ secrets.b }}\n  C: ${{ secrets.c }}\n");
        Assert.Equal(0, _home.Run("set", "-q", "a=first", "b=second", "c=third").ExitCode);
    }

    public void Dispose() => _home.Dispose();

    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void A_file_that_was_changed_asks_again_and_deny_takes_it_back(string name)
    {
        Allow();
        using ShellSession shell = new(_home, name);
        Go(shell, _project);
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
        Go(shell, _home.Folder);
        Go(shell, _project);
        Assert.DoesNotContain("allow", shell.Terminal[length..], StringComparison.Ordinal);
        Assert.Null(shell.Exported("A"));
    }

    /// <summary>What another shell was answered in the meantime is not taken for an answer to this one.</summary>
    [Theory, ShellData("bash"), ShellData("zsh"), ShellData("fish")]
    public void Every_open_shell_hears_of_a_denial(string name)
    {
        Allow();
        using ShellSession shell = new(_home, name);
        using ShellSession other = new(_home, name);
        Go(shell, _project);
        Go(other, _project);
        Assert.Equal(("first", "first"), (shell.Exported("A"), other.Exported("A")));
        other.Type("secrets deny");
        Assert.Null(other.Exported("A"));
        Assert.Null(shell.Exported("A"));
        shell.Type("secrets allow");
        Assert.Equal(("first", "first"), (shell.Exported("A"), other.Exported("A")));
    }

    private static void Go(ShellSession shell, string folder) => shell.Type($"cd \"{folder}\"");

    private void Write(string text) => File.WriteAllText(Path.Combine(_project, "secrets.yml"), text);

    private void Allow() => Assert.Equal(0, _home.Run("allow", "-q", _project).ExitCode);
}
