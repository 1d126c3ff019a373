using System.Text.Json;

namespace Secrets.Shared.Rpc;

/// <summary>The parameters of <c>$/cancelRequest</c>.</summary>
/// <param name="Id">The id of the request to give up, a number or a string.</param>
public sealed record CancelParams(JsonElement Id);
