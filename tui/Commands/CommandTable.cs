using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>All commands. One is made when it is asked for, so that <c>run</c> and <c>get</c> pay for no other.</summary>
internal static class CommandTable
{
    /// <summary>The names, in the order of the help.</summary>
    public static readonly string[] Names =
    [
        "set", "add", "list", "get", "show", "delete", "unset", "history", "rollback", "undo", "deploy", "discard", "import", "export",
        "edit", "rename", "copy", "move", "diff",
        "run", "ps", "logs", "stop", "restart", "shim", "inject", "lint", "hook", "allow", "deny", "credential",
        "init", "unlock", "lock", "status", "passphrase", "slot", "recovery", "project", "environment", "daemon",
        "backup", "restore", "rotate", "check", "audit",
        "demo", "doctor", "completion", "version", "help",
    ];

    /// <summary>The command of this name, or null.</summary>
    public static Command? Find(string name) => name switch
    {
        "run" => new RunCommand(),
        "get" => new GetCommand(),
        "set" => new SetCommand(),
        "add" => new AddCommand(),
        "list" or "ls" => new ListCommand(),
        "show" => new ShowCommand(),
        "delete" or "rm" or "remove" => new DeleteCommand(),
        "unset" => new UnsetCommand(),
        "history" => new HistoryCommand(),
        "rollback" => new RollbackCommand(),
        "undo" => new UndoCommand(),
        "deploy" => new DeployCommand(),
        "discard" => new DiscardCommand(),
        "edit" => new EditCommand(),
        "rename" => new RenameCommand(),
        "copy" or "cp" => new CopyCommand(move: false),
        "move" or "mv" => new CopyCommand(move: true),
        "diff" => new DiffCommand(),
        "import" => new ImportCommand(),
        "export" => new ExportCommand(),
        "inject" => new InjectCommand(),
        "hook" => new HookCommand(),
        "allow" => new AllowCommand(allow: true),
        "deny" => new AllowCommand(allow: false),
        "__hook" => new ShellHookCommand(),
        "credential" => new CredentialCommand(),
        "lint" => new LintCommand(),
        "init" => new InitCommand(),
        "unlock" => new UnlockCommand(),
        "lock" => new LockCommand(),
        "status" => new StatusCommand(),
        "project" => new ProjectCommand(),
        "environment" or "env" => new EnvironmentCommand(),
        "passphrase" => new PassphraseCommand(),
        "slot" => new SlotCommand(),
        "recovery" => new RecoveryCommand(),
        "backup" => new BackupCommand(),
        "restore" => new RestoreCommand(),
        "rotate" => new RotateCommand(),
        "check" => new CheckCommand(),
        "audit" => new AuditCommand(),
        "daemon" => new DaemonCommand(),
        "demo" => new DemoCommand(),
        "doctor" => new DoctorCommand(),
        "completion" => new CompletionCommand(),
        "version" => new VersionCommand(),
        "help" => new HelpCommand(),
        "__complete" => new CompleteCommand(),
        "__enter" => new EnterCommand(),
        "__guard" => new GuardCommand(),
        "__stage" => new StageCommand(),
        "__monitor" => new MonitorCommand(),
        "shim" => new ShimCommand(),
        "exec-shim" => new ExecShimCommand(),
        "ps" => new PsCommand(),
        "logs" => new LogsCommand(),
        "stop" => new StopCommand(),
        "restart" => new RestartCommand(),
        "__supervise" => new SuperviseCommand(),
        _ => null,
    };

    /// <summary>All that the help shows.</summary>
    public static IEnumerable<CommandSyntax> All() => Names.Select(name => Find(name)!.Syntax);
}
