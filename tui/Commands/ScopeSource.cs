namespace Secrets.Tui.Commands;

/// <summary>What can decide about a project or an environment; the first that says something wins.</summary>
internal enum ScopeSource
{
    /// <summary>The argument itself, written <c>environment/name</c> or <c>project/environment/name</c>.</summary>
    Argument,

    /// <summary><c>--project</c>, <c>--env</c></summary>
    Flag,

    /// <summary><c>SECRETS_PROJECT</c>, <c>SECRETS_ENVIRONMENT</c></summary>
    Variable,

    /// <summary>The nearest <c>secrets.yml</c>.</summary>
    File,

    /// <summary>Nothing else did.</summary>
    Default,
}
