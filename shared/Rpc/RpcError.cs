namespace Secrets.Shared.Rpc;

/// <summary>The <c>error</c> of a JSON-RPC response.</summary>
/// <param name="Code">A number of <see cref="Contract.ErrorCode"/>, or one of JSON-RPC's own (<see cref="RpcErrors"/>).</param>
/// <param name="Message">For people: lower case, no final stop, never a part of the request.</param>
/// <param name="Data">The stable word and the hint, where there are any.</param>
public sealed record RpcError(int Code, string Message, RpcErrorData? Data = null);
