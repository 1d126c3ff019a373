namespace Secrets.Daemon.Runs.Configs;

/// <summary>What a run configuration asks for, whatever its format; nothing of it is resolved yet.</summary>
internal sealed record RunConfiguration
{
    /// <summary>A run without a configuration: every secret of the scope becomes a variable.</summary>
    public static RunConfiguration None { get; } = new() { AllSecrets = true };

    /// <summary>The project that it names, or null.</summary>
    public string? Project { get; init; }

    /// <summary>The environment that it names, or null.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether the scope's secrets become variables under their own names, besides what is declared.</summary>
    public bool AllSecrets { get; init; }

    /// <summary>Whether a secret wins over a declared variable of its name.</summary>
    public bool SecretsFirst { get; init; }

    /// <summary>The declared variables, each name once.</summary>
    public IReadOnlyList<ConfiguredVariable> Variables { get; init; } = [];

    /// <summary>Variables that win over all others but those mapped by hand, each name once.</summary>
    public IReadOnlyList<ConfiguredVariable> Overrides { get; init; } = [];

    /// <summary>The files, each path once.</summary>
    public IReadOnlyList<ConfiguredFile> Files { get; init; } = [];

    /// <summary>The login to a registry, or null.</summary>
    public ConfiguredRegistry? Registry { get; init; }

    /// <summary>The command as an argument vector, or null.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Where the command starts, or null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>When a supervised run is started again; a run in the foreground ends with its program.</summary>
    public RestartPolicy Restart { get; init; }

    /// <summary>What the person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
