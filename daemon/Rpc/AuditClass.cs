namespace Secrets.Daemon.Rpc;

/// <summary>What the audit log keeps of a method.</summary>
internal enum AuditClass
{
    /// <summary>Nothing: it changes nothing and shows no value.</summary>
    None,

    /// <summary>A change, or a use of a key.</summary>
    Change,

    /// <summary>Values that leave the daemon; the record is durable before they do.</summary>
    Access,
}
