using Secrets.Shared;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary>Everything that a command gets from the outside world, so that a test brings a world of its own.</summary>
internal sealed class CommandContext
{
    /// <summary>The command line, without the program's name.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>The same, byte for byte.</summary>
    public required CallerArguments Caller { get; init; }

    /// <summary>Standard output.</summary>
    public required Output Out { get; init; }

    /// <summary>Standard error.</summary>
    public required Messages Messages { get; init; }

    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Whether standard input is a terminal.</summary>
    public required Func<bool> InputIsTerminal { get; init; }

    /// <summary>The person at the terminal.</summary>
    public required IPrompt Prompt { get; init; }

    /// <summary>Reads an environment variable, null when unset.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Reads an environment variable byte for byte, null when unset.</summary>
    public Func<string, byte[]?> VariableBytes { get; init; } = AmbientVariables.Bytes;

    /// <summary>Where everything lies.</summary>
    public required SecretsPaths Paths { get; init; }

    /// <summary>The way to the daemon.</summary>
    public required IDaemonLink Daemon { get; init; }

    /// <summary>Becomes another program.</summary>
    public required ILauncher Launcher { get; init; }

    /// <summary>The folder that the command was given in.</summary>
    public required Func<string> Folder { get; init; }

    /// <summary>Shows the full screen and returns the exit code; null where nobody sits before a terminal.</summary>
    public Func<CommandContext, int?> Screen { get; init; } = static _ => null;

    /// <summary>Whether standard error is a terminal.</summary>
    public Func<bool> ErrorIsTerminal { get; init; } = static () => false;

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether JSON is wanted (<c>--json</c>).</summary>
    public bool Json { get; private set; }

    /// <summary>Whether neither OK nor notes are wanted (<c>-q</c>).</summary>
    public bool Quiet { get; private set; }

    /// <summary>Whether every question is answered with yes (<c>-y</c>).</summary>
    public bool Yes { get; private set; }

    /// <summary>Whether somebody can and may be asked.</summary>
    public bool MayAsk => !_noInput && Prompt.IsAvailable;

    private bool _noInput;

    /// <summary>The scope that the command is about; <see cref="Apply"/> finds it when it is first needed.</summary>
    public SecretScope Scope => field ??= ScopeSettings.Find(this, _project, _environment);

    private string? _project;
    private string? _environment;

    /// <summary>The parts of the scope, and what decided about each.</summary>
    public (ScopeSetting Project, ScopeSetting Environment) ExplainScope() => ScopeSettings.Explain(this, _project, _environment);

    /// <summary>The parts of the scope that were asked for, beside a run configuration that may name its own.</summary>
    /// <param name="mayComeFromFile">Whether the nearest <c>secrets.yml</c> may decide about a key of its.</param>
    public (string? Project, string? Environment) AskedScope(Func<string, bool> mayComeFromFile) =>
        ScopeSettings.Asked(this, _project, _environment, mayComeFromFile);

    /// <summary>Takes over the global options.</summary>
    public void Apply(ParsedLine line)
    {
        Json = line.Has(GlobalOptions.Json);
        Yes = line.Has(GlobalOptions.Yes);
        _noInput = line.Has(GlobalOptions.NoInput);
        Messages.Quiet = Quiet = line.Has(GlobalOptions.Quiet);
        _project = line.Value(GlobalOptions.Project);
        _environment = line.Value(GlobalOptions.Environment);
    }

    /// <summary>Calls the daemon, which is started where none runs; a vault that is missing or locked is made or opened first where somebody can be asked.</summary>
    /// <exception cref="SecretsException">The call failed.</exception>
    public T Call<T>(Func<ISecretsDaemon, Task<T>> call)
    {
        ISecretsDaemon daemon = Daemon.Connect();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return call(daemon).Result();
            }
            catch (SecretsException exception) when (attempt < 2)
            {
                if (!new VaultOpener(this, daemon).CanMend(exception))
                    throw;
            }
        }
    }

    /// <summary>As the other, for a call without a result.</summary>
    public void Call(Func<ISecretsDaemon, Task> call) => Call(async daemon =>
    {
        await call(daemon).ConfigureAwait(false);
        return true;
    });

    /// <summary>As <see cref="Call{T}"/>, for work that may take long: with a bar on a terminal, and without a limit of time.</summary>
    public T CallLong<T>(Func<ISecretsDaemon, Task<T>> call)
    {
        ISecretsDaemon worker = Daemon.ConnectPatiently();
        return Call(_ =>
        {
            if (Quiet || !ErrorIsTerminal())
                return call(worker);
            ISecretsDaemon watcher = Daemon.ConnectPatiently();
            using ProgressBar bar = new(() => watcher.ProgressAsync(CancellationToken.None).Result(), Messages.Redraw);
            return Task.FromResult(call(worker).Result());
        });
    }

    /// <summary>Says that a change succeeded.</summary>
    public int Done()
    {
        if (Json)
            Out.WriteLine("""{"ok": true}""");
        else if (!Quiet)
            Out.WriteLine("OK");
        return ExitCodes.Done;
    }
}
