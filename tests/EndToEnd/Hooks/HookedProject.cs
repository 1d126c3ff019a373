using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>A project with a <c>secrets.yml</c> for three secrets, that a shell may load once it is allowed.</summary>
public abstract class HookedProject : IDisposable
{
    private protected SecretsHome Home { get; } = new SecretsHome().Initialize();

    /// <summary>The folder of the file, with a blank and a quote in its name.</summary>
    private protected string Project { get; }

    protected HookedProject()
    {
        Project = Directory.CreateDirectory(Path.Combine(Home.Folder, "it's my project")).FullName;
        Directory.CreateDirectory(Path.Combine(Project, "src/deep"));
        Write("env:\n  A: ${{ secrets.a }}\n  B: ${{ secrets.b }}\n  C: ${{ secrets.c }}\n");
        Assert.Equal(0, Home.Run("set", "-q", "a=first", "b=second", "c=third").ExitCode);
    }

    public void Dispose()
    {
        Home.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static void Go(ShellSession shell, string folder) => shell.Type($"cd \"{folder}\"");

    private protected void Write(string text) => File.WriteAllText(Path.Combine(Project, "secrets.yml"), text);

    private protected void Allow() => Assert.Equal(0, Home.Run("allow", "-q", Project).ExitCode);
}
