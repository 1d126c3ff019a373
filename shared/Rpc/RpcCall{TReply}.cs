namespace Secrets.Shared.Rpc;

/// <summary>A call with a result.</summary>
/// <param name="method">The name on the wire.</param>
/// <param name="writeParams">Appends the parameters, or is null where the method takes none.</param>
/// <param name="readResult">Reads the result.</param>
public sealed class RpcCall<TReply>(string method, WriteParams? writeParams, ReadResult<TReply> readResult) : RpcCall(method, writeParams)
    where TReply : class
{
    private TReply? _reply;

    /// <summary>The result, once the channel has completed the call.</summary>
    public TReply Reply => _reply ?? throw new InvalidOperationException("the call is not complete");

    /// <inheritdoc/>
    public override void ReadResult(ReadOnlySpan<byte> json) => _reply = readResult(json);
}
