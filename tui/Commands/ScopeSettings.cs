using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Which project and environment a command is about: option, then variable, then the nearest <c>secrets.yml</c>, then <c>default</c>.</summary>
internal static class ScopeSettings
{
    private const string FileName = "secrets.yml";
    private const string ProjectKey = "project";
    private const string EnvironmentKey = "environment";
    private const string ProjectVariable = "SECRETS_PROJECT";
    private const string EnvironmentVariable = "SECRETS_ENVIRONMENT";
    private const int LongestFile = 1 << 20;

    /// <summary>Finds the scope of a command.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="project">What <c>--project</c> says, or null.</param>
    /// <param name="environment">What <c>--env</c> says, or null.</param>
    /// <exception cref="SecretsException">Invalid: a name is none, or what the file says of the scope is not clear.</exception>
    public static SecretScope Find(CommandContext context, string? project, string? environment)
    {
        (project, environment) = Asked(context, project, environment, static _ => true);
        return project is null && environment is null
            ? SecretScope.Default
            : new SecretScope(project ?? SecretScope.Default.Project, environment ?? SecretScope.Default.Environment);
    }

    /// <summary>Finds what was asked for beside a run configuration, which may name a scope of its own: null where nothing was.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="project">What <c>--project</c> says, or null.</param>
    /// <param name="environment">What <c>--env</c> says, or null.</param>
    /// <param name="mayComeFromFile">Whether the nearest <c>secrets.yml</c> may decide about a key of its, <c>project</c> or <c>environment</c>.</param>
    /// <exception cref="SecretsException">Invalid: a name is none, or what the file says of the scope is not clear.</exception>
    public static (string? Project, string? Environment) Asked(CommandContext context, string? project, string? environment, Func<string, bool> mayComeFromFile)
    {
        (ScopeSetting? foundProject, ScopeSetting? foundEnvironment) = Look(context, project, environment, mayComeFromFile);
        return (foundProject?.Name, foundEnvironment?.Name);
    }

    /// <summary>Finds the scope of a command, and what decided about each part of it.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="project">What <c>--project</c> says, or null.</param>
    /// <param name="environment">What <c>--env</c> says, or null.</param>
    /// <exception cref="SecretsException">Invalid: a name is none, or what the file says of the scope is not clear.</exception>
    public static (ScopeSetting Project, ScopeSetting Environment) Explain(CommandContext context, string? project, string? environment)
    {
        (ScopeSetting? foundProject, ScopeSetting? foundEnvironment) = Look(context, project, environment, static _ => true);
        return (
            foundProject ?? new ScopeSetting(SecretScope.Default.Project, ScopeSource.Default, ""),
            foundEnvironment ?? new ScopeSetting(SecretScope.Default.Environment, ScopeSource.Default, ""));
    }

    private static (ScopeSetting? Project, ScopeSetting? Environment) Look(
        CommandContext context, string? project, string? environment, Func<string, bool> mayComeFromFile)
    {
        ScopeSetting? foundProject = Given(project, ScopeSource.Flag, "--project") ?? Given(context.Variable(ProjectVariable), ScopeSource.Variable, ProjectVariable);
        ScopeSetting? foundEnvironment = Given(environment, ScopeSource.Flag, "--env") ?? Given(context.Variable(EnvironmentVariable), ScopeSource.Variable, EnvironmentVariable);
        bool needsProject = foundProject is null && mayComeFromFile(ProjectKey);
        bool needsEnvironment = foundEnvironment is null && mayComeFromFile(EnvironmentKey);
        if ((needsProject || needsEnvironment) && NearestFile(context.Folder()) is { } file)
        {
            ScopeFile read = Read(file);
            if (needsProject)
                foundProject = Given(read.Project, ScopeSource.File, file);
            if (needsEnvironment)
                foundEnvironment = Given(read.Environment, ScopeSource.File, file);
        }
        if (foundProject is { } oneProject)
            Names.Require(oneProject.Name, "project name");
        if (foundEnvironment is { } oneEnvironment)
            Names.Require(oneEnvironment.Name, "environment name");
        return (foundProject, foundEnvironment);
    }

    private static ScopeSetting? Given(string? name, ScopeSource source, string from) =>
        name is null || (name.Length == 0 && source != ScopeSource.Flag) ? null : new ScopeSetting(name, source, from);

    /// <summary>The file in this folder or the nearest above it. One that belongs to somebody else (in /tmp, say) decides nothing.</summary>
    public static string? NearestFile(string folder)
    {
        for (string? place = folder; place is not null; place = Path.GetDirectoryName(place))
        {
            string file = Path.Combine(place, FileName);
            if (FileIdentity.Of(file) is { } identity && (identity.User == Io.Posix.EffectiveUser() || identity.User == 0))
                return file;
        }
        return null;
    }

    private static ScopeFile Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile)
                throw new SecretsException(ErrorCode.Invalid, $"{file} is larger than {LongestFile} bytes");
            return ScopeFileReader.Read(File.ReadAllText(file), Names.Printable(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{file} cannot be read");
        }
    }
}
