using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>The detached runs of a test's home. Dispose stops all of them.</summary>
internal sealed class DetachedRuns(SecretsHome home) : IDisposable
{
    /// <summary>Starts a program in a shell.</summary>
    public void Start(string name, string script, params string[] options) =>
        Assert.Equal((0, ""), Both(home.Run(["run", "-d", "-q", "--name", name, .. options, "--", "sh", "-c", script])));

    /// <summary>Sets a secret, or stages it.</summary>
    public void Set(string assignment, params string[] options) => Assert.Equal((0, ""), Both(home.Run(["set", "-q", .. options, assignment])));

    /// <summary>What <c>ps</c> lists.</summary>
    public JsonArray List(params string[] options) => JsonNode.Parse(home.Run(["ps", "--json", .. options]).Text)!.AsArray();

    /// <summary>The newest run of this name, also one that is over.</summary>
    public JsonNode Find(string name) => List("--all").Last(run => run!["name"]!.ToString() == name)!;

    /// <summary>Kills the daemon, and waits until it is gone: whoever connects while it dies would rightly be told that the connection broke.</summary>
    public void KillDaemon()
    {
        int daemon = (int)JsonNode.Parse(home.Run("daemon", "status", "--json").Text)!["pid"]!;
        Assert.Equal(0, NativeLibc.Kill(daemon, 9));
        Bounded.Until(() => !HomeProcesses.IsAlive(daemon), "the daemon is gone");
    }

    /// <summary>Waits until a file of the home has these lines.</summary>
    public void WaitForLines(string file, params string[] lines) => Bounded.Until(() => Lines(file).SequenceEqual(lines), $"{file} has {string.Join(", ", lines)}");

    /// <summary>The lines of a file of the home; none where it is not there.</summary>
    public string[] Lines(string file)
    {
        string path = Path.Combine(home.Folder, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    /// <summary>Makes an empty file, which a program waits for.</summary>
    public void Touch(string file) => File.WriteAllText(Path.Combine(home.Folder, file), "");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (JsonNode? run in List())
            home.Run("stop", run!["id"]!.ToString());
    }

    private static (int, string) Both(Finished finished) => (finished.ExitCode, finished.Error);
}
