namespace Secrets.Shared.Contract;

/// <summary>The notification <c>lockChanged</c>.</summary>
/// <param name="Locked">The new state.</param>
public sealed record LockNotice(bool Locked);
