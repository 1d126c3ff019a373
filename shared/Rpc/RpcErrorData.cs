namespace Secrets.Shared.Rpc;

/// <summary>The <c>data</c> of an error.</summary>
/// <param name="Error">The code's stable word (<see cref="Contract.ErrorCodes.Word"/>).</param>
/// <param name="Hint">What the person can do next, or null.</param>
public sealed record RpcErrorData(string? Error = null, string? Hint = null);
