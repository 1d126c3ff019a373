namespace Secrets.Daemon.Rpc;

/// <summary>One row of the method table.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="lockNeed">What it asks of the vault's lock.</param>
/// <param name="capability">What the caller must be allowed to do.</param>
/// <param name="audit">What the audit log keeps.</param>
internal abstract class Method(string name, LockNeed lockNeed, Capability capability, AuditClass audit)
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>What it asks of the vault's lock.</summary>
    public LockNeed LockNeed { get; } = lockNeed;

    /// <summary>What the caller must be allowed to do.</summary>
    public Capability Capability { get; } = capability;

    /// <summary>What the audit log keeps.</summary>
    public AuditClass Audit { get; } = audit;

    /// <summary>The parameters by name, in their order, for the hint of an error.</summary>
    public abstract string Parameters { get; }

    /// <summary>
    /// Reads the parameters before it returns, so that the frame may be forgotten then; calls the method, and appends the result's JSON.
    /// </summary>
    /// <exception cref="System.Text.Json.JsonException">At once, where the parameters do not fit.</exception>
    public abstract ValueTask InvokeAsync(ReadOnlySpan<byte> parameters, Session session, ReplyBuffer reply, CancellationToken cancellationToken);
}
