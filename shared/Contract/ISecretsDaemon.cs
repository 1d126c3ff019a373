namespace Secrets.Shared.Contract;

/// <summary>
/// The whole API of the daemon. The wire's method name stands beside each; shared/PROTOCOL.md tells the JSON.
/// Every method fails with <see cref="SecretsException"/> only.
/// </summary>
public interface ISecretsDaemon
{
    /// <summary><c>hello</c>: agrees on the protocol. Optional for simple scripts.</summary>
    Task<HelloReply> HelloAsync(HelloRequest request, CancellationToken cancellationToken);

    /// <summary><c>subscribe</c>: from now on this connection gets the notifications.</summary>
    Task SubscribeAsync(CancellationToken cancellationToken);

    /// <summary><c>daemon.stop</c>: answers, locks the vault and ends the daemon.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary><c>vault.status</c>: works without a vault and while locked.</summary>
    Task<VaultStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary><c>vault.init</c>: makes the vault, with one keyslot, and leaves it unlocked. Conflict where there is one.</summary>
    Task InitAsync(InitRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.unlock</c>: Refused for a wrong passphrase or key file, after a growing delay.</summary>
    Task UnlockAsync(UnlockRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.lock</c>: wipes every key and opened value.</summary>
    Task LockAsync(CancellationToken cancellationToken);

    /// <summary><c>project.list</c>: every project. This and all about projects and environments works while locked.</summary>
    Task<ProjectListReply> ListProjectsAsync(CancellationToken cancellationToken);

    /// <summary><c>project.create</c>: with an environment named <c>default</c>.</summary>
    Task CreateProjectAsync(ProjectRequest request, CancellationToken cancellationToken);

    /// <summary><c>project.rename</c>: Conflict where the new name is taken.</summary>
    Task RenameProjectAsync(RenameProjectRequest request, CancellationToken cancellationToken);

    /// <summary><c>project.delete</c>: with all that it holds, for good. Conflict for the last one.</summary>
    Task DeleteProjectAsync(ProjectRequest request, CancellationToken cancellationToken);

    /// <summary><c>environment.list</c>: the environments of a project.</summary>
    Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request, CancellationToken cancellationToken);

    /// <summary><c>environment.create</c></summary>
    Task CreateEnvironmentAsync(CreateEnvironmentRequest request, CancellationToken cancellationToken);

    /// <summary><c>environment.rename</c>: Conflict where the new name is taken.</summary>
    Task RenameEnvironmentAsync(RenameEnvironmentRequest request, CancellationToken cancellationToken);

    /// <summary><c>environment.delete</c>: with all that it holds, for good. Conflict where others inherit from it, and for the last one.</summary>
    Task DeleteEnvironmentAsync(EnvironmentRequest request, CancellationToken cancellationToken);

    /// <summary><c>environment.inherit</c>: what an environment lacks comes from another one. Invalid where it would inherit from itself.</summary>
    Task InheritAsync(InheritRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.slots</c>: the ways to open the vault. Works while locked.</summary>
    Task<SlotsReply> SlotsAsync(CancellationToken cancellationToken);

    /// <summary><c>vault.addSlot</c>: one more way to open the vault. Refused without the proof. Works while locked.</summary>
    Task<SlotEntry> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.removeSlot</c>: one way less. Refused without the proof, and for the last one. Works while locked.</summary>
    Task RemoveSlotAsync(RemoveSlotRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.passphrase</c>: replaces the passphrase, at once or not at all. Refused without the proof. Works while locked.</summary>
    Task PassphraseAsync(PassphraseRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.recovery</c>: makes a recovery key. Refused without the proof. Works while locked.</summary>
    Task<RecoveryReply> RecoveryAsync(RecoveryRequest request, CancellationToken cancellationToken);

    /// <summary><c>vault.tryKey</c>: which slot a key opens; changes nothing. Refused, as <c>vault.unlock</c> is, where it opens none.</summary>
    Task<SlotEntry> TryKeyAsync(KeyProof key, CancellationToken cancellationToken);

    /// <summary><c>secret.list</c>: every secret of a scope, by name; never a value. Works while locked.</summary>
    Task<ListReply> ListAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.describe</c>: one secret, all but its value. Works while locked.</summary>
    Task<SecretEntry> DescribeAsync(DescribeRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.explain</c>: which environment gives a scope a secret. Works while locked.</summary>
    Task<ExplainReply> ExplainAsync(DescribeRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.due</c>: what has expired, soon will, or was not used for long. Works while locked.</summary>
    Task<DueReply> DueAsync(DueRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// <c>secret.set</c>: many, all or none; durable when answered. A value, given or generated, is a new version; an entry without one
    /// changes what is said about a secret, and is refused where it would make a write-only one readable. Works while locked.
    /// </summary>
    Task<SetReply> SetAsync(SetRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.get</c>: the values, in the order asked for; audited before they leave. Refused for write-only secrets.</summary>
    Task<GetReply> GetAsync(GetRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.delete</c>: many, all or none; a tombstone version, not an erasure, live at once or staged. Works while locked.</summary>
    Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.history</c>: the versions of a scope's own secret, deleted or not. Works while locked.</summary>
    Task<HistoryReply> HistoryAsync(HistoryRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.rollback</c>: an old value as a new version, which nobody sees, write-only ones too; audited.</summary>
    Task<RollbackReply> RollbackAsync(RollbackRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.deploy</c>: what is staged becomes live, all or none. Works while locked.</summary>
    Task<StagingReply> DeployAsync(StagingRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.discard</c>: what is staged is not any more, all or none. Works while locked.</summary>
    Task<StagingReply> DiscardAsync(StagingRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.undo</c>: takes the last change of a scope back, whatever it was; an undo too. Works while locked.</summary>
    Task<UndoReply> UndoAsync(UndoRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.rename</c>: another name, the same history. Conflict where the name is taken. Works while locked.</summary>
    Task RenameAsync(RenameRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.copy</c>: from one environment to another, all or none, write-only ones too; audited. Conflict names those that are there.</summary>
    Task CopyAsync(CopyRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.diff</c>: which values are the same on two sides; never a value. Works while locked where all digests are known.</summary>
    Task<DiffReply> DiffAsync(DiffRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.import</c>: the secrets of a text, all or none. Works while locked.</summary>
    Task<ImportReply> ImportAsync(ImportRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.export</c>: secrets as a text; audited like <c>get</c>, and refused for write-only ones. Invalid where the format cannot carry a value.</summary>
    Task<ExportReply> ExportAsync(ExportRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.inject</c>: a text with its references resolved; audited like <c>get</c>, and refused for write-only secrets.</summary>
    Task<InjectReply> InjectAsync(InjectRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.lint</c>: what would fail or leak in a text. Works while locked.</summary>
    Task<LintReply> LintAsync(LintRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.scan</c>: the secrets, of every scope, whose values stand in a content; what is found is audited. Never a value.</summary>
    Task<ScanReply> ScanAsync(ScanRequest request, CancellationToken cancellationToken);

    /// <summary><c>store.backup</c>: writes the whole store into one encrypted file, verified, while others read and write. Conflict where the file exists. Works while locked.</summary>
    Task<BackupReply> BackupAsync(BackupRequest request, CancellationToken cancellationToken);

    /// <summary><c>store.restore</c>: brings a backup back, after all of it was checked, and leaves the vault unlocked. Conflict where there is a vault; Damaged, and nothing changed, where the file is not whole.</summary>
    Task<BackupReply> RestoreAsync(RestoreRequest request, CancellationToken cancellationToken);

    /// <summary><c>store.rotate</c>: new keys for an environment or the whole vault, while others read and write. What a kill interrupts goes on at the next unlock.</summary>
    Task<RotateReply> RotateAsync(RotateRequest request, CancellationToken cancellationToken);

    /// <summary><c>store.check</c>: checks the whole store; opens every value where the vault is unlocked. Damage is in the reply.</summary>
    Task<CheckReply> CheckAsync(CancellationToken cancellationToken);

    /// <summary><c>store.progress</c>: how far the long work is; for another connection than the one that waits for it.</summary>
    Task<ProgressReply> ProgressAsync(CancellationToken cancellationToken);

    /// <summary><c>audit.query</c>: entries of the audit log, newest first, in pages. Works while locked; Damaged where an entry is not the one that was written.</summary>
    Task<AuditReply> AuditAsync(AuditRequest request, CancellationToken cancellationToken);

    /// <summary><c>audit.verify</c>: walks the whole chain. Damaged names the first entry that is not the one that was written. Works while locked.</summary>
    Task<AuditVerifyReply> VerifyAuditAsync(CancellationToken cancellationToken);

    /// <summary><c>audit.follow</c>: whether this connection is told of each new entry.</summary>
    Task FollowAuditAsync(FollowAuditRequest request, CancellationToken cancellationToken);

    /// <summary><c>secret.uses</c>: where a secret is used, by what the audit log says. Works while locked.</summary>
    Task<UsesReply> UsesAsync(DescribeRequest request, CancellationToken cancellationToken);

    /// <summary><c>run.plan</c>: resolves a run; audited before it leaves. Every missing name is listed in one error.</summary>
    Task<RunPlan> PlanRunAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary><c>run.describe</c>: what a run would use now, to see whether that has changed. Works while locked.</summary>
    Task<RunDescription> DescribeRunAsync(RunRequest request, CancellationToken cancellationToken);
}
