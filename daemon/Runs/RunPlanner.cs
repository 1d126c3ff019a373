using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>Makes run plans: reads the configuration, has the vault open what it needs, and fits it into an environment.</summary>
internal sealed class RunPlanner(IRunSecrets vault) : IRunPlanner
{
    /// <inheritdoc/>
    public async Task<RunPlan> PlanAsync(RunRequest request, Caller caller, CancellationToken cancellationToken)
    {
        (RunConfiguration configuration, RunDemand demand, RunSelection selection) = Read(request);
        using ResolvedSecrets secrets = new(await ResolveAsync(request, configuration, selection, caller, cancellationToken).ConfigureAwait(false));
        using PlanAssembly assembly = new(request, configuration, demand, secrets);
        return assembly.Complete();
    }

    /// <inheritdoc/>
    public RunDescription Describe(RunRequest request)
    {
        (RunConfiguration configuration, _, RunSelection selection) = Read(request);
        string restart = configuration.Restart switch
        {
            RestartPolicy.Always => "always",
            RestartPolicy.OnFailure => "on-failure",
            _ => "no",
        };
        return new RunDescription(selection.Scope, vault.FindForRun(selection), request.Configuration is null ? null : restart);
    }

    private static (RunConfiguration Configuration, RunDemand Demand, RunSelection Selection) Read(RunRequest request)
    {
        if (request.Files is { Count: > 0 } && request.Accepts?.Contains(RunParts.Files) != true)
            throw new SecretsException(ErrorCode.Invalid, "files are asked for, but not accepted", "name 'files' in accepts");
        RunConfiguration configuration = request.Configuration is null
            ? RunConfiguration.None
            : Accepted(ConfigurationReader.Read(request.Configuration, request.FileName, request.Format, request.Process), request);
        if (request.EnvFiles is not null)
            configuration = configuration with { Overrides = EnvFiles.Read(request.EnvFiles) };
        RunDemand demand = new(request, configuration);
        return (configuration, demand, new RunSelection(Scope(request, configuration), demand.Required, demand.Choose, request.Program));
    }

    private async Task<IReadOnlyList<NamedValue>> ResolveAsync(
        RunRequest request, RunConfiguration configuration, RunSelection selection, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await vault.ResolveForRunAsync(selection, caller, cancellationToken).ConfigureAwait(false);
        }
        catch (SecretsException missing) when (missing.Code == ErrorCode.NotFound && selection.Scope.Project == configuration.Project && request.Project is null && request.Scope is null)
        {
            // The person never typed this project's name.
            throw new SecretsException(missing.Code, missing.Message, $"{new ConfigSource(request.FileName).Name} names the project {configuration.Project}; --project names another");
        }
    }

    /// <summary>What was asked for, then what the configuration names, then the default.</summary>
    private static SecretScope Scope(RunRequest request, RunConfiguration configuration)
    {
        if (request.Scope is not null)
        {
            return request.Project is null && request.Environment is null
                ? request.Scope
                : throw new SecretsException(ErrorCode.Invalid, "a scope together with a project or an environment");
        }
        string? project = request.Project ?? configuration.Project;
        string? environment = request.Environment ?? configuration.Environment;
        return project is null && environment is null
            ? SecretScope.Default
            : new SecretScope(project ?? SecretScope.Default.Project, environment ?? SecretScope.Default.Environment);
    }

    /// <summary>The configuration less all that is no variable: what is left out is not opened either.</summary>
    private static RunConfiguration VariablesAlone(RunConfiguration configuration)
    {
        List<string> notes = [.. configuration.Notes];
        if (configuration.Files.Count > 0)
            notes.Add($"only a run gets files, so {string.Join(", ", configuration.Files.Select(static file => Names.Printable(file.Path)))} {(configuration.Files.Count == 1 ? "is" : "are")} not there");
        if (configuration.Registry is not null)
            notes.Add("only a run gets a login to a registry, so there is none here");
        return configuration with { Files = [], Registry = null, Notes = notes };
    }

    /// <summary>The configuration less what the caller can do without; an error where it needs what the caller cannot do.</summary>
    private static RunConfiguration Accepted(RunConfiguration configuration, RunRequest request)
    {
        ConfigSource source = new(request.FileName);
        if (request.Accepts?.Contains(RunParts.Variables) == true)
            return VariablesAlone(configuration);
        if (configuration.Registry is { } registry && request.Accepts?.Contains(RunParts.Registry) != true)
            throw source.Error(registry.At, "this asks for a login to a registry, which this kind of run cannot do", "take it out of the file to run without the login");
        if (configuration.Files.Count == 0 || request.Accepts?.Contains(RunParts.Files) == true)
            return configuration;
        if (configuration.Files.FirstOrDefault(file => !file.IsOptional) is { } needed)
            throw source.Error(needed.At, $"this needs a file at {Names.Printable(needed.Path)}, which this kind of run cannot mount", "take it out of the file and use a variable");
        IEnumerable<string> notes = configuration.Files.Select(file => $"{Names.Printable(file.Path)} is not there: this kind of run cannot mount files");
        return configuration with { Files = [], Notes = [.. configuration.Notes, .. notes] };
    }
}
