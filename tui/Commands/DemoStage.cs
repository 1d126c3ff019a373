using Secrets.Shared;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary>Where the demo plays: a directory with a vault and a daemon of its own, which are gone afterwards, however it ends.</summary>
internal sealed unsafe class DemoStage : IDisposable
{
    private readonly CommandContext _context;
    private readonly string _home;
    private readonly string _program;
    private readonly RunPlan _plan;
    private readonly ChildEnvironment _environment;
    private readonly Sweeper _sweeper;

    /// <summary>Sets it up.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="home">An empty directory; it becomes SECRETS_HOME.</param>
    public DemoStage(CommandContext context, string home)
    {
        (_context, _home) = (context, home);
        _program = Environment.ProcessPath ?? "secrets";
        _plan = new RunPlan([new NamedValue("SECRETS_HOME", SecretValue.FromText(home))]);
        _environment = new ChildEnvironment(Launch.Libc.Environment(), _plan, EnvironmentRules.Default);
        // The pipe may lie elsewhere, where the temporary directory's own path is too long for it.
        string runtime = SecretsPaths.From(name => name == "SECRETS_HOME" ? home : null, Io.Posix.EffectiveUser()).Runtime;
        _sweeper = new Sweeper("\"$1\" daemon stop; rm -rf \"$2\" \"$3\"", [_program, home, runtime], _environment);
    }

    /// <summary>Shows a command and runs it.</summary>
    /// <exception cref="SecretsException">Failure: it failed, and has said why.</exception>
    public void Play(params string[] arguments)
    {
        _context.Out.WriteLine($"$ secrets {string.Join(' ', arguments.Select(Quoted))}");
        _context.Out.Flush();
        int code = ChildProcess.Start(_program, arguments, _environment, _home).Wait();
        if (code != ExitCodes.Done)
            throw new SecretsException(ErrorCode.Failure, $"the demo's 'secrets {arguments[0]}' ended with {code}", "secrets doctor");
        _context.Out.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweeper.Dispose();
        _environment.Dispose();
        _plan.Dispose();
    }

    private static string Quoted(string argument) => argument.Contains(' ') ? $"'{argument}'" : argument;
}
