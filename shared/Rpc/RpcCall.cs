namespace Secrets.Shared.Rpc;

/// <summary>
/// One call on its way: its name, its parameters, and room for its result. An object of its own, because a channel with a generic
/// method would be looked up at run time, which costs a native program more than the call itself (80 us).
/// </summary>
/// <param name="method">The name on the wire.</param>
/// <param name="writeParams">Appends the parameters, or is null where the method takes none.</param>
public abstract class RpcCall(string method, WriteParams? writeParams)
{
    /// <summary>The name on the wire.</summary>
    public string Method => method;

    /// <summary>Appends the parameters; null where there are none.</summary>
    public WriteParams? WriteParams => writeParams;

    /// <summary>Keeps the result. Throws <see cref="System.Text.Json.JsonException"/> where it does not fit.</summary>
    public abstract void ReadResult(ReadOnlySpan<byte> json);
}
