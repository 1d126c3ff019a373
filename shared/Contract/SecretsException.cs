namespace Secrets.Shared.Contract;

/// <summary>
/// The one exception that crosses layers. Its texts are shown to people: lower case, no final stop, never a value.
/// </summary>
/// <param name="code">What callers branch on.</param>
/// <param name="message">The mistake, named.</param>
/// <param name="hint">What to do about it, or null.</param>
public sealed class SecretsException(ErrorCode code, string message, string? hint = null) : Exception(message)
{
    /// <summary>What callers branch on.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>What the person can do next, or null.</summary>
    public string? Hint { get; } = hint;
}
