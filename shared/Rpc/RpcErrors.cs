namespace Secrets.Shared.Rpc;

/// <summary>The error codes that JSON-RPC 2.0 (section 5.1) and the Language Server Protocol define.</summary>
public static class RpcErrors
{
    /// <summary>The frame is no JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>JSON, but no request.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>No such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The parameters do not fit the method.</summary>
    public const int InvalidParams = -32602;

    /// <summary>The request was given up, as <c>$/cancelRequest</c> asked (Language Server Protocol).</summary>
    public const int RequestCancelled = -32800;
}
