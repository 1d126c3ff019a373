namespace Secrets.Shared.Contract;

/// <summary>The names on the wire: one method for each member of <see cref="ISecretsDaemon"/>, and the notifications.</summary>
public static class Methods
{
    /// <summary><see cref="ISecretsDaemon.HelloAsync"/></summary>
    public const string Hello = "hello";

    /// <summary><see cref="ISecretsDaemon.SubscribeAsync"/></summary>
    public const string Subscribe = "subscribe";

    /// <summary><see cref="ISecretsDaemon.StopAsync"/></summary>
    public const string Stop = "daemon.stop";

    /// <summary><see cref="ISecretsDaemon.StatusAsync"/></summary>
    public const string Status = "vault.status";

    /// <summary><see cref="ISecretsDaemon.InitAsync"/></summary>
    public const string Init = "vault.init";

    /// <summary><see cref="ISecretsDaemon.UnlockAsync"/></summary>
    public const string Unlock = "vault.unlock";

    /// <summary><see cref="ISecretsDaemon.LockAsync"/></summary>
    public const string Lock = "vault.lock";

    /// <summary><see cref="ISecretsDaemon.ListProjectsAsync"/></summary>
    public const string ListProjects = "project.list";

    /// <summary><see cref="ISecretsDaemon.CreateProjectAsync"/></summary>
    public const string CreateProject = "project.create";

    /// <summary><see cref="ISecretsDaemon.RenameProjectAsync"/></summary>
    public const string RenameProject = "project.rename";

    /// <summary><see cref="ISecretsDaemon.DeleteProjectAsync"/></summary>
    public const string DeleteProject = "project.delete";

    /// <summary><see cref="ISecretsDaemon.ListEnvironmentsAsync"/></summary>
    public const string ListEnvironments = "environment.list";

    /// <summary><see cref="ISecretsDaemon.CreateEnvironmentAsync"/></summary>
    public const string CreateEnvironment = "environment.create";

    /// <summary><see cref="ISecretsDaemon.RenameEnvironmentAsync"/></summary>
    public const string RenameEnvironment = "environment.rename";

    /// <summary><see cref="ISecretsDaemon.DeleteEnvironmentAsync"/></summary>
    public const string DeleteEnvironment = "environment.delete";

    /// <summary><see cref="ISecretsDaemon.InheritAsync"/></summary>
    public const string Inherit = "environment.inherit";

    /// <summary><see cref="ISecretsDaemon.SlotsAsync"/></summary>
    public const string Slots = "vault.slots";

    /// <summary><see cref="ISecretsDaemon.AddSlotAsync"/></summary>
    public const string AddSlot = "vault.addSlot";

    /// <summary><see cref="ISecretsDaemon.RemoveSlotAsync"/></summary>
    public const string RemoveSlot = "vault.removeSlot";

    /// <summary><see cref="ISecretsDaemon.PassphraseAsync"/></summary>
    public const string Passphrase = "vault.passphrase";

    /// <summary><see cref="ISecretsDaemon.RecoveryAsync"/></summary>
    public const string Recovery = "vault.recovery";

    /// <summary><see cref="ISecretsDaemon.TryKeyAsync"/></summary>
    public const string TryKey = "vault.tryKey";

    /// <summary><see cref="ISecretsDaemon.ListAsync"/></summary>
    public const string List = "secret.list";

    /// <summary><see cref="ISecretsDaemon.DescribeAsync"/></summary>
    public const string Describe = "secret.describe";

    /// <summary><see cref="ISecretsDaemon.ExplainAsync"/></summary>
    public const string Explain = "secret.explain";

    /// <summary><see cref="ISecretsDaemon.DueAsync"/></summary>
    public const string Due = "secret.due";

    /// <summary><see cref="ISecretsDaemon.SetAsync"/></summary>
    public const string Set = "secret.set";

    /// <summary><see cref="ISecretsDaemon.GetAsync"/></summary>
    public const string Get = "secret.get";

    /// <summary><see cref="ISecretsDaemon.DeleteAsync"/></summary>
    public const string Delete = "secret.delete";

    /// <summary><see cref="ISecretsDaemon.HistoryAsync"/></summary>
    public const string History = "secret.history";

    /// <summary><see cref="ISecretsDaemon.RollbackAsync"/></summary>
    public const string Rollback = "secret.rollback";

    /// <summary><see cref="ISecretsDaemon.DeployAsync"/></summary>
    public const string Deploy = "secret.deploy";

    /// <summary><see cref="ISecretsDaemon.DiscardAsync"/></summary>
    public const string Discard = "secret.discard";

    /// <summary><see cref="ISecretsDaemon.UndoAsync"/></summary>
    public const string Undo = "secret.undo";

    /// <summary><see cref="ISecretsDaemon.RenameAsync"/></summary>
    public const string Rename = "secret.rename";

    /// <summary><see cref="ISecretsDaemon.CopyAsync"/></summary>
    public const string Copy = "secret.copy";

    /// <summary><see cref="ISecretsDaemon.DiffAsync"/></summary>
    public const string Diff = "secret.diff";

    /// <summary><see cref="ISecretsDaemon.ImportAsync"/></summary>
    public const string Import = "secret.import";

    /// <summary><see cref="ISecretsDaemon.ExportAsync"/></summary>
    public const string Export = "secret.export";

    /// <summary><see cref="ISecretsDaemon.InjectAsync"/></summary>
    public const string Inject = "secret.inject";

    /// <summary><see cref="ISecretsDaemon.LintAsync"/></summary>
    public const string Lint = "secret.lint";

    /// <summary><see cref="ISecretsDaemon.ScanAsync"/></summary>
    public const string Scan = "secret.scan";

    /// <summary><see cref="ISecretsDaemon.BackupAsync"/></summary>
    public const string Backup = "store.backup";

    /// <summary><see cref="ISecretsDaemon.RestoreAsync"/></summary>
    public const string Restore = "store.restore";

    /// <summary><see cref="ISecretsDaemon.RotateAsync"/></summary>
    public const string Rotate = "store.rotate";

    /// <summary><see cref="ISecretsDaemon.CheckAsync"/></summary>
    public const string Check = "store.check";

    /// <summary><see cref="ISecretsDaemon.ProgressAsync"/></summary>
    public const string Progress = "store.progress";

    /// <summary><see cref="ISecretsDaemon.AuditAsync"/></summary>
    public const string Audit = "audit.query";

    /// <summary><see cref="ISecretsDaemon.VerifyAuditAsync"/></summary>
    public const string VerifyAudit = "audit.verify";

    /// <summary><see cref="ISecretsDaemon.FollowAuditAsync"/></summary>
    public const string FollowAudit = "audit.follow";

    /// <summary><see cref="ISecretsDaemon.UsesAsync"/></summary>
    public const string Uses = "secret.uses";

    /// <summary><see cref="ISecretsDaemon.PlanRunAsync"/></summary>
    public const string PlanRun = "run.plan";

    /// <summary><see cref="ISecretsDaemon.DescribeRunAsync"/></summary>
    public const string DescribeRun = "run.describe";

    /// <summary>Notification to subscribers: a <see cref="ChangeNotice"/>.</summary>
    public const string Changed = "changed";

    /// <summary>Notification to subscribers: a <see cref="LockNotice"/>.</summary>
    public const string LockChanged = "lockChanged";

    /// <summary>Notification to those who follow the audit log: an <see cref="AuditNotice"/>.</summary>
    public const string Audited = "audited";

    /// <summary>Notification to the daemon: give up the request of this <c>id</c> (as in the Language Server Protocol).</summary>
    public const string Cancel = "$/cancelRequest";
}
