using System.Text;
using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Harness;

/// <summary>A SECRETS_HOME of a test's own, with a daemon where one is asked for. Dispose stops it and removes everything.</summary>
internal sealed class SecretsHome : IDisposable
{
    /// <summary>Short, because a socket's path may have 107 bytes at most.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("st-").FullName;

    /// <summary>Variables on top of PATH, HOME and SECRETS_HOME; null removes one.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public SecretsPaths Paths => SecretsPaths.From(name => name == "SECRETS_HOME" ? Folder : null, 0);

    /// <summary>The key file that <see cref="Initialize"/> made.</summary>
    public string KeyFile => Path.Combine(Folder, "key");

    /// <summary>Makes the vault, with a key file: no test waits for a passphrase's slow hash.</summary>
    public SecretsHome Initialize()
    {
        Finished finished = Run("init", "--key-file", KeyFile);
        return finished.ExitCode == 0 ? this : throw new InvalidOperationException($"secrets init: {finished}");
    }

    /// <summary>Runs <c>secrets</c> with these arguments.</summary>
    public Finished Run(params string[] arguments) => NativeProcess.Run(Command(arguments));

    /// <summary>Runs another program in this home.</summary>
    public Finished RunProgram(string program, params string[] arguments) =>
        NativeProcess.Run(new Launched(program, Launched.Bytes(arguments)) { Environment = Environment(), Folder = Folder });

    /// <summary>Runs <c>secrets</c> with these arguments, and something to read.</summary>
    public Finished RunWith(byte[] input, params string[] arguments) => NativeProcess.Run(Command(arguments) with { Input = input });

    /// <summary>The command, to be changed before it is started.</summary>
    public Launched Command(params string[] arguments) =>
        new(Programs.Secrets, Launched.Bytes(arguments)) { Environment = Environment(), Folder = Folder };

    /// <summary>The environment of every command: little, so that a test does not depend on the machine's.</summary>
    public List<byte[]> Environment() => [.. NamedVariables().Select(entry => Encoding.UTF8.GetBytes($"{entry.Key}={entry.Value}"))];

    /// <summary>The same by name.</summary>
    public Dictionary<string, string> NamedVariables()
    {
        Dictionary<string, string?> all = new()
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["HOME"] = Folder,
            ["SECRETS_HOME"] = Folder,
            ["DOTNET_ROOT"] = Programs.DotnetRoot,
        };
        foreach ((string name, string? value) in Variables)
            all[name] = value;
        return all.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!);
    }

    /// <summary>A connection to this home's daemon, which is started where none runs.</summary>
    public DaemonClient Connect() => new(new DirectChannel(new Connector(Paths, Programs.Daemon).Connect()));

    /// <summary>Asks the daemon to stop, and waits until nobody listens any more. Nothing happens where none runs.</summary>
    public void StopDaemon()
    {
        if (Connector().TryConnect() is not { } pipe)
            return;
        using (DaemonClient client = new(new DirectChannel(pipe)))
        {
            try
            {
                client.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (SecretsException)
            {
                // It may have closed the connection before its answer went out.
            }
        }
        Bounded.Until(() => Connector().TryConnect() is null, "the daemon stopped");
    }

    public void Dispose()
    {
        StopDaemon();
        foreach (string folder in Paths.RunFolders(NativeLibc.EffectiveUser()).Where(Directory.Exists))
            RunFolders.Remove(folder);
        Directory.Delete(Folder, recursive: true);
    }

    private Connector Connector() => new(Paths, Programs.Daemon);
}
