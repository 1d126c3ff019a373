using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Projects and their environments, as Rpc sees them. Nothing here needs a secret key, so all of it works while the vault is locked.</summary>
internal interface IScopes
{
    /// <summary><c>project.list</c></summary>
    Task<ProjectListReply> ListProjectsAsync();

    /// <summary><c>project.create</c></summary>
    /// <exception cref="SecretsException">Invalid; Conflict.</exception>
    Task CreateProjectAsync(ProjectRequest request, Caller caller);

    /// <summary><c>project.rename</c></summary>
    /// <exception cref="SecretsException">Invalid; NotFound; Conflict.</exception>
    Task RenameProjectAsync(RenameProjectRequest request, Caller caller);

    /// <summary><c>project.delete</c>: with all that it holds, for good.</summary>
    /// <exception cref="SecretsException">NotFound; Conflict: it is the last one.</exception>
    Task DeleteProjectAsync(ProjectRequest request, Caller caller);

    /// <summary><c>environment.list</c></summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request);

    /// <summary><c>environment.create</c></summary>
    /// <exception cref="SecretsException">Invalid; NotFound; Conflict.</exception>
    Task CreateEnvironmentAsync(CreateEnvironmentRequest request, Caller caller);

    /// <summary><c>environment.rename</c></summary>
    /// <exception cref="SecretsException">Invalid; NotFound; Conflict.</exception>
    Task RenameEnvironmentAsync(RenameEnvironmentRequest request, Caller caller);

    /// <summary><c>environment.delete</c>: with all that it holds, for good.</summary>
    /// <exception cref="SecretsException">NotFound; Conflict: others inherit from it, or it is the last one of its project.</exception>
    Task DeleteEnvironmentAsync(EnvironmentRequest request, Caller caller);

    /// <summary><c>environment.inherit</c></summary>
    /// <exception cref="SecretsException">NotFound; Invalid: it would inherit from itself.</exception>
    Task InheritAsync(InheritRequest request, Caller caller);

    /// <summary><c>secret.explain</c></summary>
    /// <exception cref="SecretsException">Invalid; NotFound: there is no such scope.</exception>
    Task<ExplainReply> ExplainAsync(DescribeRequest request);
}
