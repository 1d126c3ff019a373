namespace Secrets.Daemon.Rpc;

/// <summary>What a caller must be allowed to do. Whoever reaches the pipe as its owner may do all of it.</summary>
internal enum Capability
{
    /// <summary>Nothing in particular: greetings and state.</summary>
    None,

    /// <summary>Names, descriptions and tags; never a value.</summary>
    List,

    /// <summary>Writing and removing secrets.</summary>
    Write,

    /// <summary>Values.</summary>
    Read,

    /// <summary>Values inside a run plan, those of write-only secrets too.</summary>
    Run,

    /// <summary>The vault and the daemon themselves.</summary>
    Manage,
}
