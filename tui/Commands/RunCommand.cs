using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Supervision;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets run</c>: becomes a program that has the secrets in its environment.</summary>
internal sealed class RunCommand : Command
{
    private readonly Option _file = new("config", "a run configuration; without a command, run the one that it has") { Short = 'f', Value = "FILE", Completes = Completes.Files };
    private readonly Option _format = new("format", "what FILE is, where its name does not tell: dstack, truss, runpod, fly or secrets") { Value = "NAME" };
    private readonly Option _process = new("process", "of a fly.toml with several processes, the one to run") { Value = "NAME" };
    private readonly Option _only = new("only", "only these secrets") { Value = "NAME,…", Completes = Completes.SecretNames };
    private readonly Option _as = new("as", "this secret under another name; may be given several times") { Value = "VARIABLE=NAME" };
    private readonly Option _prefix = new("prefix", "put before each secret's name") { Value = "TEXT" };
    private readonly Option _files = new("file", "give this secret as a file in $SECRETS_DIR, or at an absolute PATH") { Value = "NAME[=PATH]" };
    private readonly Option _envFiles = new("env-file", "variables from a .env file, with references in it; they win over FILE's") { Value = "ENVFILE", Completes = Completes.Files };
    private readonly Option _command = new("command", "a line for /bin/sh instead of COMMAND") { Value = "TEXT" };
    private readonly Option _dryRun = new("dry-run", "start nothing; say what would be set, values masked");
    private readonly Option _preserve = new("preserve-env", "your own variables win, or only these of them") { Value = "NAME,…", ValueIsOptional = true };
    private readonly Option _pristine = new("pristine", "start from PATH, HOME, USER, SHELL, TERM, LANG, TZ and TMPDIR alone");
    private readonly Option _mask = new("mask", "replace the secrets in what COMMAND prints by ***");
    private readonly Option _watch = new("watch", "start COMMAND anew whenever a secret that it uses changes");
    private readonly Option _detach = new("detach", "run it in the background, looked after: see ps, logs, stop and restart") { Short = 'd' };
    private readonly Option _name = new("name", "what a detached run is called") { Value = "TEXT" };
    private readonly Option _restart = new("restart", "start a detached run again when it ends: no, on-failure or always") { Value = "WHEN" };
    private readonly Option _force = new("force", "let secrets replace PATH, LD_PRELOAD and their like");

    public override CommandSyntax Syntax => new("run", CommandGroup.Runs, "Run a program with the secrets in its environment")
    {
        Arguments = "[--] COMMAND…",
        Most = int.MaxValue,
        EndsAtFirstArgument = true,
        Completes = Completes.Program,
        Options = [_file, _format, _process, _only, _as, _prefix, _files, _envFiles, _preserve, _pristine, _mask, _watch, _detach, _name, _restart, _force, _command, _dryRun],
        Details =
        [
            "The process becomes COMMAND: terminal, signals and exit code are its own. Secrets win over your variables.",
            "With --mask we stay beside COMMAND, and hide secrets in what it prints: as they are, in base64, and escaped as in URLs",
            "and JSON; not those under 4 bytes. On a terminal it has a terminal of its own, in a session of its own; elsewhere its",
            "output and errors are pipes. What it leaves in the background can print no more when it has ended. Signals to us reach",
            "it, with --watch too; a KILL of us ends it, and a STOP holds up its output alone.",
            "With --watch and --detach COMMAND is told to end (TERM, and KILL after 10 seconds) and started anew when a secret that",
            "it uses has changed; what is only staged changes nothing. A detached run keeps your environment and folder as they",
            "are now, reads nothing, and what it prints goes to a log, masked.",
            "The command of a FILE starts in the working_dir that it names, seen from the file's folder, or in that folder.",
            "",
            "A file is in memory, readable by you alone, as often as the program likes, and gone when the program ends. At a path of",
            "its own, such as a FILE's /secrets/NAME, only the program and what it starts see it; this needs bubblewrap.",
            "A FILE's registry_auth becomes a DOCKER_CONFIG.",
            "In an ENVFILE, ${{ secrets.NAME }} and {{ RUNPOD_SECRET_NAME }} stand for secrets. --dry-run is recorded as a run.",
            "",
            "Exit codes: those of COMMAND; 125 when we failed before it started, 126 when it was found but cannot be",
            "executed, 127 when it was not found.",
        ],
        Examples =
        [
            "secrets run -- python train.py",
            "secrets run --only hf_token --as HF_TOKEN=hf_token -- bash",
            "secrets run -f train.dstack.yml",
            "secrets run -f fly.toml --process web",
            "secrets run --file tls_key -- sh -c 'my-server --key \"$SECRETS_DIR/tls_key\"'",
        ],
    };

    private static readonly string[] Accepts = [RunParts.Files, RunParts.Registry];

    /// <summary>What a detached run is looked after by, in its supervisor; null in a person's command.</summary>
    public DetachedSupervision? Supervision { get; init; }

    /// <summary>The program's path where it is known already; null: as the command line names it.</summary>
    public byte[]? Program { get; set; }

    public override int ExitCodeOf(ErrorCode code) => ExitCodes.RunFailed;

    public override int Run(CommandContext context, ParsedLine line)
    {
        RequireMeant(line);
        ConfigurationFile? file = line.Value(_file) is { } path ? ConfigurationFile.Read(context, path) : null;
        if (line.Has(_command) && line.Count > 0)
            throw new SecretsException(ErrorCode.Invalid, "a command after --command", "give one of them");
        if (file is null && line.Count == 0 && !line.Has(_command))
            throw new SecretsException(ErrorCode.Invalid, "there is no command to run", "secrets run -- COMMAND, or secrets run -f FILE");
        (string? project, string? environment) = file is null ? (null, null) : context.AskedScope(key => file.LeavesOpen(key, line.Value(_format)));
        RunRequest request = new(
            file is null ? context.Scope : null,
            file?.Text,
            file?.Name,
            line.Value(_format),
            line.List(_only),
            Mapping(line.Values(_as)),
            line.Value(_prefix),
            line.Has(_force),
            line.Count > 0 ? Path.GetFileName(line[0]) : line.Has(_command) ? "sh" : null,
            project,
            environment,
            line.Has(_mask) || line.Has(_detach) ? [.. Accepts, RunParts.Mask] : Accepts,
            FilesByPath(line.Values(_files)),
            EnvFiles(context, line.Values(_envFiles)),
            line.Value(_process));
        if (file is null && line.Has(_process))
            throw new SecretsException(ErrorCode.Invalid, "--process chooses from a FILE, and there is none", "secrets run -f fly.toml --process NAME");
        if (line.Has(_watch) || line.Has(_detach))
            return Supervised(context, line, request, file);
        if (line.Has(_name) || line.Has(_restart))
            throw new SecretsException(ErrorCode.Invalid, "--name and --restart are for runs with --detach");
        using RunPlan plan = context.Call(daemon => daemon.PlanRunAsync(request, CancellationToken.None));
        foreach (string note in plan.Notes ?? [])
            context.Messages.Note(note);

        // What would be set can be told without a command, too.
        bool isBare = line.Has(_dryRun) && line.Count == 0 && !line.Has(_command) && plan.Command is not { Count: > 0 };
        byte[][] arguments = isBare ? [] : Arguments(context, line, plan, file);
        string? folder = line.Count == 0 && !line.Has(_command) ? file?.FolderOf(plan) : null;
        if (line.Has(_dryRun))
            return DryRun.Print(context, plan, arguments, folder ?? context.Folder());
        if (plan.Files is null && plan.Registry is null)
            return Start(context, line, arguments, folder, plan);
        using RunFiles files = new(context, plan, file);
        return Start(context, line, arguments, folder, files.Plan);
    }

    /// <summary>An option that would do nothing was meant to do something.</summary>
    private void RequireMeant(ParsedLine line)
    {
        foreach ((Option option, string name) in (ReadOnlySpan<(Option, string)>)[(_file, "-f"), (_format, "--format")])
        {
            if (line.Values(option) is { Count: > 1 })
                throw new SecretsException(ErrorCode.Invalid, $"{name} is given twice", "one run, one FILE");
        }
        if (line.Has(_format) && !line.Has(_file))
            throw new SecretsException(ErrorCode.Invalid, "--format says what a FILE is, and there is none", "secrets run -f FILE --format NAME");
        // Every one of them: beside another, an empty list is a variable of a script that was not set.
        if (line.Values(_only)?.Exists(static names => names.AsSpan().Trim(" ,").IsEmpty) == true)
            throw new SecretsException(ErrorCode.Invalid, "--only names no secret", "leave it out to get all, or give a NAME");
    }

    private int Supervised(CommandContext context, ParsedLine line, RunRequest request, ConfigurationFile? file)
    {
        if (line.Has(_watch) && line.Has(_detach))
            throw new SecretsException(ErrorCode.Invalid, "--watch is for the foreground; a detached run is started anew in any case");
        if (line.Has(_detach) && line.Values(_file)?.Contains("-") == true)
            throw new SecretsException(ErrorCode.Invalid, "a detached run reads nothing", "give FILE a name");
        string program = request.Program ?? file?.Name ?? "run";
        if (line.Has(_detach) && Supervision is null)
            return DetachedStart.Run(context, line.Value(_name) is { } name ? Names.Require(name, "run's name") : RunName(program), line.Has(_name));
        byte[][]? arguments = null;
        RunJob Job(ISupervisedRun run) => new(
            context, request, file, plan => arguments = Arguments(context, line, plan, file),
            plan => line.Count == 0 && !line.Has(_command) ? file?.FolderOf(plan) : null, Rules(line), run);
        int status = 0;
        LaunchFailure? failure = Supervision is null
            ? WatchedRun.Run(context, Job, out status)
            : Supervision.Run(Job, line.Value(_restart));
        return failure is { } reason ? Failed(context, arguments![0], reason) : Supervision is null ? ForegroundRun.EndAs(status) : ExitCodes.Done;
    }

    /// <summary>A run's name after its program or file.</summary>
    private static string RunName(string program)
    {
        string name = string.Concat(program.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '-')).TrimStart('.', '-');
        return name.Length == 0 ? "run" : name[..Math.Min(name.Length, 40)];
    }

    private int Start(CommandContext context, ParsedLine line, byte[][] arguments, string? folder, RunPlan plan)
    {
        if (!line.Has(_mask))
            return Failed(context, arguments[0], context.Launcher.Become(arguments, folder, plan, Rules(line)));
        return MaskedRun.Run(context, plan, arguments, folder, Rules(line), out int status) is { } failure
            ? Failed(context, arguments[0], failure)
            : ForegroundRun.EndAs(status);
    }

    /// <summary>Says why the program could not be started.</summary>
    /// <returns>The exit code.</returns>
    public static int Failed(CommandContext context, byte[] name, LaunchFailure failure)
    {
        string program = Names.Printable(Encoding.UTF8.GetString(name));
        context.Messages.Error(
            failure.Found || program.Contains('/') ? $"{program} cannot be run: {failure.Reason}" : $"no program named '{program}' on the PATH");
        return failure.Found ? ExitCodes.RunNotExecutable : ExitCodes.RunNotFound;
    }

    private byte[][] Arguments(CommandContext context, ParsedLine line, RunPlan plan, ConfigurationFile? file)
    {
        if (line.Value(_command) is { } text)
            return ["/bin/sh"u8.ToArray(), "-c"u8.ToArray(), Encoding.UTF8.GetBytes(text)];
        if (line.Count == 0)
        {
            return plan.Command is { Count: > 0 } command
                ? [.. command.Select(Encoding.UTF8.GetBytes)]
                : throw new SecretsException(ErrorCode.Invalid, $"{file?.Name} names no command", "secrets run -f FILE -- COMMAND");
        }
        byte[][] arguments = new byte[line.Count][];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = i == 0 && Program is not null ? Program : context.Caller.Bytes(line.Places[i]);
        return arguments;
    }

    private EnvironmentRules Rules(ParsedLine line)
    {
        if (!line.Has(_preserve) && !line.Has(_pristine))
            return EnvironmentRules.Default;
        List<string>? names = line.List(_preserve);
        return new EnvironmentRules(line.Has(_pristine), line.Has(_preserve) && names is null, names);
    }

    /// <summary>By path: <c>NAME</c> alone goes by its own name into the run's folder.</summary>
    private static Dictionary<string, string>? FilesByPath(List<string>? files)
    {
        if (files is null)
            return null;
        Dictionary<string, string> paths = [];
        foreach (string file in files)
        {
            int equals = file.IndexOf('=');
            (string name, string path) = equals < 0 ? (file, file) : (file[..equals], file[(equals + 1)..]);
            if (!paths.TryAdd(path, name))
                throw new SecretsException(ErrorCode.Invalid, $"--file names the path {Names.Printable(path)} twice");
        }
        return paths;
    }

    private static Dictionary<string, string>? EnvFiles(CommandContext context, List<string>? paths)
    {
        if (paths is null)
            return null;
        Dictionary<string, string> texts = [];
        foreach (string path in paths)
        {
            // The later one wins, so a file that is named again moves to the end.
            texts.Remove(path);
            texts.Add(path, ConfigurationFile.Read(context, path).Text);
        }
        return texts;
    }

    private static Dictionary<string, string>? Mapping(List<string>? pairs)
    {
        if (pairs is null)
            return null;
        Dictionary<string, string> mapping = [];
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=');
            if (equals <= 0 || equals == pair.Length - 1)
                throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(pair)}' is no VARIABLE=NAME");
            if (!mapping.TryAdd(pair[..equals], pair[(equals + 1)..]))
                throw new SecretsException(ErrorCode.Invalid, $"--as names {Names.Printable(pair[..equals])} twice");
        }
        return mapping;
    }
}
