namespace Secrets.Daemon.Vault;

/// <summary>When a secret's value last left the vault.</summary>
/// <param name="At">When.</param>
/// <param name="By">What for: <c>run train</c>, or <c>get</c> and the program that asked.</param>
internal sealed record LastUse(DateTimeOffset At, string By);
