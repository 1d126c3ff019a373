using Secrets.Daemon.Vault;

namespace Secrets.Daemon.Audit;

/// <summary>The words of the actions, which are stored: one may be added, none changed.</summary>
internal static class AuditWords
{
    /// <summary>The word of a kind.</summary>
    public static string Of(AccessKind kind) => kind switch
    {
        AccessKind.Get => "get",
        AccessKind.Run => "run",
        AccessKind.Export => "export",
        AccessKind.Inject => "inject",
        AccessKind.Rollback => "rollback",
        AccessKind.Copy => "copy",
        AccessKind.Move => "move",
        AccessKind.Scan => "scan",
        AccessKind.Set => "set",
        AccessKind.Edit => "edit",
        AccessKind.Import => "import",
        AccessKind.Delete => "delete",
        AccessKind.Rename => "rename",
        AccessKind.Deploy => "deploy",
        AccessKind.Discard => "discard",
        AccessKind.Undo => "undo",
        AccessKind.ProjectCreate => "project-create",
        AccessKind.ProjectRename => "project-rename",
        AccessKind.ProjectDelete => "project-delete",
        AccessKind.EnvironmentCreate => "environment-create",
        AccessKind.EnvironmentRename => "environment-rename",
        AccessKind.EnvironmentDelete => "environment-delete",
        AccessKind.EnvironmentInherit => "environment-inherit",
        AccessKind.Init => "init",
        AccessKind.Unlock => "unlock",
        AccessKind.Lock => "lock",
        AccessKind.WrongKey => "wrong-key",
        AccessKind.SlotAdd => "slot-add",
        AccessKind.SlotRemove => "slot-remove",
        AccessKind.Passphrase => "passphrase",
        AccessKind.Recovery => "recovery",
        AccessKind.KeyTest => "key-test",
        AccessKind.Backup => "backup",
        AccessKind.Restore => "restore",
        AccessKind.Rotate => "rotate",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether a value left the daemon: those are the uses of a secret.</summary>
    public static bool IsUse(string action) => action is "get" or "run" or "export" or "inject";
}
