namespace Secrets.Shared.Rpc;

/// <summary>What a message may cost. Whoever exceeds a limit is disconnected.</summary>
public static class WireLimits
{
    /// <summary>The longest header block, in bytes, its blank line included.</summary>
    public const int Header = 1024;

    /// <summary>The longest content of a frame, in bytes: room for a value of 1 MiB in base64, with its envelope.</summary>
    public const int Frame = 2 << 20;

    /// <summary>The deepest nesting of JSON arrays and objects.</summary>
    public const int Depth = 16;

    /// <summary>The most requests in one batch, so that a few bytes each cannot ask for an endless answer.</summary>
    public const int Batch = 64;

    /// <summary>Requests of one connection that may wait for their answers.</summary>
    public const int InFlight = 8;
}
