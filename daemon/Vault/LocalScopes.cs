using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Projects and environments of the vault on this machine.</summary>
/// <param name="used">The vault, for a call that counts as use.</param>
/// <param name="observer">Is told what changed.</param>
/// <param name="clock">For records.</param>
internal sealed class LocalScopes(Func<OpenVault> used, IVaultObserver observer, TimeProvider clock) : IScopes
{
    /// <inheritdoc/>
    public Task<ProjectListReply> ListProjectsAsync() => Task.FromResult(ScopeCatalog.Projects(used()));

    /// <inheritdoc/>
    public Task CreateProjectAsync(ProjectRequest request, Caller caller)
    {
        Names.Require(request.Name, "project name");
        return WriteAsync(Record(AccessKind.ProjectCreate, request.Name, "", caller), (vault, transaction) =>
        {
            ScopeNames names = new(transaction, vault.Device);
            names.RequireNewProject(request.Name);
            ProjectRecord project = NewVault.AddProject(vault.Device, transaction, request.Name, clock.GetUtcNow());
            string environment = SecretScope.Default.Environment;
            NewVault.AddEnvironment(vault.Device, transaction, project, environment, inherits: null, clock.GetUtcNow());
        });
    }

    /// <inheritdoc/>
    public Task RenameProjectAsync(RenameProjectRequest request, Caller caller)
    {
        Names.Require(request.To, "project name");
        return WriteAsync(Record(AccessKind.ProjectRename, request.To, "", caller, $"was {request.Name}"), (vault, transaction) =>
        {
            ScopeNames names = new(transaction, vault.Device);
            ProjectRecord project = names.Project(request.Name);
            if (request.To == request.Name)
                return;
            names.RequireNewProject(request.To);
            NamedBody body = NamedBody.Open(vault.Device, RecordKind.Project, project.Id, project.Body) with { Name = request.To };
            transaction.Update(project with
            {
                NameHash = vault.Device.NameHash(RecordKind.Project, 0, request.To),
                Body = body.Seal(vault.Device, RecordKind.Project, project.Id),
            });
        });
    }

    /// <inheritdoc/>
    public Task DeleteProjectAsync(ProjectRequest request, Caller caller) => WriteAsync(Record(AccessKind.ProjectDelete, request.Name, "", caller), (vault, transaction) =>
    {
        ProjectRecord project = new ScopeNames(transaction, vault.Device).Project(request.Name);
        if (transaction.Projects().Count == 1)
            throw new SecretsException(ErrorCode.Conflict, $"{request.Name} is the last project", "secrets project create NAME");
        ScopeEraser.Erase(transaction, project);
    });

    /// <inheritdoc/>
    public Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request) =>
        Task.FromResult(ScopeCatalog.Environments(used(), request.Project ?? SecretScope.Default.Project));

    /// <inheritdoc/>
    public Task CreateEnvironmentAsync(CreateEnvironmentRequest request, Caller caller)
    {
        Names.Require(request.Name, "environment name");
        return WriteAsync(Record(AccessKind.EnvironmentCreate, request.Project, request.Name, caller, Source(request.Inherits)), (vault, transaction) =>
        {
            ScopeNames names = new(transaction, vault.Device);
            ProjectRecord project = names.Project(request.Project);
            names.RequireNewEnvironment(project, request.Name);
            EnvironmentRecord? from = request.Inherits is null ? null : names.Environment(project, request.Inherits);
            NewVault.AddEnvironment(vault.Device, transaction, project, request.Name, from, clock.GetUtcNow());
            Inheritance.RequireSound(transaction, vault.Device, project);
        });
    }

    /// <inheritdoc/>
    public Task RenameEnvironmentAsync(RenameEnvironmentRequest request, Caller caller)
    {
        Names.Require(request.To, "environment name");
        return WriteAsync(Record(AccessKind.EnvironmentRename, request.Project, request.To, caller, $"was {request.Name}"), (vault, transaction) =>
        {
            ScopeNames names = new(transaction, vault.Device);
            ProjectRecord project = names.Project(request.Project);
            EnvironmentRecord environment = names.Environment(project, request.Name);
            if (request.To == request.Name)
                return;
            names.RequireNewEnvironment(project, request.To);
            NamedBody body = NamedBody.Open(vault.Device, RecordKind.Environment, environment.Id, environment.Body) with { Name = request.To };
            transaction.Update(environment with
            {
                NameHash = vault.Device.NameHash(RecordKind.Environment, project.Id, request.To),
                Body = body.Seal(vault.Device, RecordKind.Environment, environment.Id),
            });
        });
    }

    /// <inheritdoc/>
    public Task DeleteEnvironmentAsync(EnvironmentRequest request, Caller caller) => WriteAsync(Record(AccessKind.EnvironmentDelete, request.Project, request.Name, caller), (vault, transaction) =>
    {
        ScopeNames names = new(transaction, vault.Device);
        ProjectRecord project = names.Project(request.Project);
        EnvironmentRecord environment = names.Environment(project, request.Name);
        IReadOnlyList<EnvironmentRecord> all = transaction.Environments(project.Id);
        if (all.FirstOrDefault(other => other.InheritsId == environment.Id) is { } heir)
        {
            string name = NamedBody.Open(vault.Device, RecordKind.Environment, heir.Id, heir.Body).Name;
            throw new SecretsException(ErrorCode.Conflict, $"{name} inherits from {request.Name}", $"secrets environment inherit {name} --none");
        }
        if (all.Count == 1)
            throw new SecretsException(ErrorCode.Conflict, $"{request.Name} is the last environment of its project", "secrets project delete removes the project");
        ScopeEraser.Erase(transaction, environment);
    });

    /// <inheritdoc/>
    public Task InheritAsync(InheritRequest request, Caller caller) => WriteAsync(Record(AccessKind.EnvironmentInherit, request.Project, request.Name, caller, Source(request.From) ?? "inherits from none"), (vault, transaction) =>
    {
        ScopeNames names = new(transaction, vault.Device);
        ProjectRecord project = names.Project(request.Project);
        EnvironmentRecord environment = names.Environment(project, request.Name);
        EnvironmentRecord? from = request.From is null ? null : names.Environment(project, request.From);
        if (environment.InheritsId == from?.Id)
            return;
        transaction.Update(environment with { InheritsId = from?.Id });
        Inheritance.RequireSound(transaction, vault.Device, project);
    });

    /// <inheritdoc/>
    public Task<ExplainReply> ExplainAsync(DescribeRequest request) => Task.FromResult(SecretCatalog.Explain(used(), request));

    private async Task WriteAsync(Access record, Action<OpenVault, WriteTransaction> unit)
    {
        OpenVault vault = used();
        await vault.Store.WriteAsync(transaction =>
        {
            unit(vault, transaction);
            vault.Log.Append(transaction, record);
            return true;
        }).ConfigureAwait(false);
        observer.Changed(new ChangeNotice(record.Scope!.Project, record.Scope.Environment, []));
    }

    private static Access Record(AccessKind kind, string? project, string environment, Caller caller, string? detail = null) =>
        new(kind, new SecretScope(project ?? SecretScope.Default.Project, environment), [], caller) { Detail = detail };

    private static string? Source(string? inherits) => inherits is null ? null : $"inherits from {inherits}";
}
