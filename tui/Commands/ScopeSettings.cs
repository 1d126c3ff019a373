using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Which project and environment a command is about: option, then variable, then the nearest <c>secrets.yml</c>, then <c>default</c>.</summary>
internal static class ScopeSettings
{
    private const string FileName = "secrets.yml";
    private const string ProjectKey = "project:";
    private const string EnvironmentKey = "environment:";
    private const int LongestFile = 1 << 20;

    /// <summary>Finds the scope of a command.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="project">What <c>--project</c> says, or null.</param>
    /// <param name="environment">What <c>--env</c> says, or null.</param>
    /// <exception cref="SecretsException">Invalid: a name is none.</exception>
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
    /// <param name="mayComeFromFile">Whether the nearest <c>secrets.yml</c> may decide about a key of its, <c>project:</c> or <c>environment:</c>.</param>
    /// <exception cref="SecretsException">Invalid: a name is none.</exception>
    public static (string? Project, string? Environment) Asked(CommandContext context, string? project, string? environment, Func<string, bool> mayComeFromFile)
    {
        project ??= NotEmpty(context.Variable("SECRETS_PROJECT"));
        environment ??= NotEmpty(context.Variable("SECRETS_ENVIRONMENT"));
        if ((project is null || environment is null) && NearestFile(context.Folder()) is { } file)
        {
            (string? fileProject, string? fileEnvironment) = Read(file);
            project ??= mayComeFromFile(ProjectKey) ? fileProject : null;
            environment ??= mayComeFromFile(EnvironmentKey) ? fileEnvironment : null;
        }
        return (project is null ? null : Names.Require(project, "project name"), environment is null ? null : Names.Require(environment, "environment name"));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The file in this folder or the nearest above it. One that belongs to somebody else (in /tmp, say) decides nothing.</summary>
    private static string? NearestFile(string folder)
    {
        for (string? place = folder; place is not null; place = Path.GetDirectoryName(place))
        {
            string file = Path.Combine(place, FileName);
            if (FileIdentity.Of(file) is { } identity && (identity.User == Io.Posix.EffectiveUser() || identity.User == 0))
                return file;
        }
        return null;
    }

    /// <summary>
    /// Reads the two keys. They are plain names in the first column, as any YAML writer has them; everything else is the daemon's to read.
    /// </summary>
    private static (string? Project, string? Environment) Read(string file)
    {
        string? project = null;
        string? environment = null;
        try
        {
            if (new FileInfo(file).Length > LongestFile)
                throw new SecretsException(ErrorCode.Invalid, $"{file} is larger than {LongestFile} bytes");
            foreach (string line in File.ReadLines(file))
            {
                project ??= ValueOf(line, ProjectKey);
                environment ??= ValueOf(line, EnvironmentKey);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{file} cannot be read");
        }
        return (project, environment);
    }

    private static string? ValueOf(string line, string key)
    {
        if (!line.StartsWith(key, StringComparison.Ordinal))
            return null;
        ReadOnlySpan<char> value = line.AsSpan(key.Length);
        int comment = value.IndexOf(" #");
        value = (comment < 0 ? value : value[..comment]).Trim();
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
            value = value[1..^1];
        return value.IsEmpty ? null : value.ToString();
    }
}
