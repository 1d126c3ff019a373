namespace Secrets.Shared.Contract;

/// <summary>What a run needs, resolved. Dispose clears the values.</summary>
/// <param name="Variables">Environment variables with their values, each name once.</param>
/// <param name="FromCaller">Variables that the configuration takes from the caller's environment; a missing one fails the run.</param>
/// <param name="Command">The configuration's command as an argument vector, or null where it has none.</param>
/// <param name="WorkingDirectory">Where the command starts, relative to the configuration's folder or absolute, or null.</param>
/// <param name="Notes">What the person should know, for stderr: <c>hf.token is not set: …</c>. Never a value.</param>
/// <param name="Files">Files to mount, each path once; only where the request accepts them.</param>
/// <param name="Registry">The login to a registry; only where the request accepts it.</param>
/// <param name="Secrets">Every secret that the run uses, as it is stored, to be hidden in what it prints; only where the request accepts <see cref="RunParts.Mask"/>.</param>
public sealed record RunPlan(
    IReadOnlyList<NamedValue> Variables,
    IReadOnlyList<string>? FromCaller = null,
    IReadOnlyList<string>? Command = null,
    string? WorkingDirectory = null,
    IReadOnlyList<string>? Notes = null,
    IReadOnlyList<RunFile>? Files = null,
    RegistryLogin? Registry = null,
    IReadOnlyList<NamedValue>? Secrets = null) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NamedValue variable in Variables)
            variable.Value.Dispose();
        foreach (RunFile file in Files ?? [])
            file.Content?.Dispose();
        Registry?.Username.Dispose();
        Registry?.Password.Dispose();
        foreach (NamedValue secret in Secrets ?? [])
            secret.Value.Dispose();
    }
}
